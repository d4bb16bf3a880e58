/// The schema as a table, one line a node or mark: name, content, attributes. The editor's schema prints the same table;
/// both are held against one file, so that neither language can change the body alone.
pub fn schema_table() -> String {
    [
        "doc | block+ | -",
        "paragraph | text* | -",
        "heading | text* | level",
        "quote | ((paragraph bulletList orderedList)+ attribution) (paragraph bulletList orderedList)+ | -",
        "pullQuote | (paragraph+ attribution) paragraph+ | -",
        "attribution | text* | -",
        "bulletList | listItem+ | -",
        "orderedList | listItem+ | start",
        "listItem | paragraph (paragraph bulletList orderedList)* | -",
        "image | text* | alt credit crops date focus photographer place src",
        "gallery | image+ | -",
        "table | tableRow+ | -",
        "tableRow | (tableCell tableHeader)* | -",
        "tableCell | paragraph+ | colspan colwidth rowspan",
        "tableHeader | paragraph+ | colspan colwidth rowspan",
        "factBox | factTitle (paragraph bulletList orderedList)+ | -",
        "factTitle | text* | -",
        "timelineItem | timelineDate (paragraph bulletList orderedList)+ | -",
        "timelineDate | text* | -",
        "embed | - | title url",
        "relatedLink | - | storyId title url",
        "furniture | text* | kind",
        "mark link | href",
        "mark strong | -",
        "mark emphasis | -",
        "mark note | id",
        "",
    ]
    .join("\n")
}
