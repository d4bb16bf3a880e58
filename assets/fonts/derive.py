#!/usr/bin/env python3
"""Makes Redaksi Serif from Source Serif 4: `pip install fonttools`, then `derive.py FOLDER`, which holds its four OTF files.

What is set in columns is broken between letters, and where a pair of letters is kerned the typesetter must shape the line
anew for every break that it weighs. So kerns of at most UNSEEN units of 1000 are left out: at 9 points that is 0.04 mm, which
no press holds. All other kerns, and the letters, are Source Serif's. The family has a name of its own because the Open Font
License asks for one: "Source" is a reserved name.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont

UNSEEN = 12
STYLES = ("Regular", "It", "Bold", "BoldIt")
FAMILY, FILE = "Redaksi Serif", "RedaksiSerif"


def kern_pairs(font):
    """The value records of all pairs that the `kern` feature moves."""
    table = font["GPOS"].table
    kern = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    for index in kern:
        for subtable in table.LookupList.Lookup[index].SubTable:
            if subtable.LookupType == 9:
                subtable = subtable.ExtSubTable
            if subtable.LookupType != 2:
                continue
            if subtable.Format == 1:
                pairs = (pair for group in subtable.PairSet for pair in group.PairValueRecord)
            else:
                pairs = (pair for group in subtable.Class1Record for pair in group.Class2Record)
            for pair in pairs:
                yield from filter(None, (pair.Value1, pair.Value2))


def derive(source, target, style):
    font = TTFont(source)
    for value in kern_pairs(font):
        if abs(getattr(value, "XAdvance", 0)) <= UNSEEN:
            value.XAdvance = 0
    name = f"{FILE}-{style}"
    for record in font["name"].names:
        words = str(record).replace("Source Serif 4", FAMILY).replace(f"SourceSerif4-{style}", name)
        # Who holds the reserved name is said as it was.
        if record.nameID in (1, 3, 4, 6, 16, 25):
            record.string = words
    outlines = font["CFF "].cff
    outlines.fontNames = [name]
    outlines[0].FamilyName = FAMILY
    if hasattr(outlines[0], "FullName"):
        outlines[0].FullName = outlines[0].FullName.replace("Source Serif 4", FAMILY)
    # The same files from the same files, whenever they are made.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for style in STYLES:
        derive(folder / f"SourceSerif4-{style}.otf", Path(__file__).parent / f"{FILE}-{style}.otf", style)
