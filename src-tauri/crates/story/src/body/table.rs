/// The schema as a table, one line a node or mark: name, content, attributes. The editor's schema prints the same table;
/// both are held against one file, so that neither language can change the body alone.
pub fn schema_table() -> String {
    [
        "doc | block+ | -",
        "paragraph | text* | -",
        "heading | text* | level",
        "quote | (paragraph bulletList orderedList)+ | -",
        "bulletList | listItem+ | -",
        "orderedList | listItem+ | start",
        "listItem | paragraph (paragraph bulletList orderedList)* | -",
        "image | text* | alt credit src",
        "relatedLink | - | storyId title url",
        "mark link | href",
        "mark strong | -",
        "mark emphasis | -",
        "",
    ]
    .join("\n")
}
