//! What a browser sends of a page that nobody changed.

/// What a browser would send of a page: its inputs, areas and choices, in order.
pub fn fields_of(page: &str) -> Vec<(String, String)> {
    let form = page.split("<form").find(|part| part.contains("data-draft=")).unwrap().split("</form>").next().unwrap();
    let attribute = |tag: &str, name: &str| {
        let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
        Some(plain(rest.split('"').next()?))
    };
    let mut fields = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let name = attribute(tag, "name");
        match tag.split([' ', '\n']).next().unwrap() {
            "input" => fields.extend(name.map(|name| (name, attribute(tag, "value").unwrap_or_default()))),
            "textarea" => fields.push((name.unwrap(), plain(text).replace('\n', "\r\n"))),
            "select" => fields.push((name.unwrap(), String::new())),
            "option" if tag.contains(" selected") => fields.last_mut().unwrap().1 = attribute(tag, "value").unwrap(),
            _ => {}
        }
    }
    fields
}

/// A text without the marks of HTML.
fn plain(text: &str) -> String {
    let marks = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    marks.iter().fold(text.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
}
