//! The little markup of the letters' texts, taken apart into blocks.

/// A block of a text.
#[derive(Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// `# heading`
    Heading(&'a str),
    /// `- item`
    Item(&'a str),
    /// `| cell | cell |`, row after row; the first is the head.
    Table(Vec<Vec<&'a str>>),
    /// Lines up to the next blank one or other block.
    Paragraph(&'a str),
    /// `---`
    NewPage,
    /// A blank line after items or a table.
    Gap,
}

/// Takes a text apart.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut paragraph: Option<(usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let block = match line.trim() {
            "" => None,
            "---" => Some(Block::NewPage),
            line => {
                if let Some(heading) = line.strip_prefix("# ") {
                    Some(Block::Heading(heading))
                } else if let Some(item) = line.strip_prefix("- ") {
                    Some(Block::Item(item))
                } else if let Some(cells) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) {
                    Some(Block::Table(vec![cells.split('|').map(str::trim).collect()]))
                } else {
                    paragraph = Some((paragraph.map_or(start, |(first, _)| first), end));
                    continue;
                }
            }
        };
        finish(text, &mut paragraph, &mut blocks);
        match (block, blocks.last_mut()) {
            (Some(Block::Table(more)), Some(Block::Table(rows))) => rows.extend(more),
            (Some(block), _) => blocks.push(block),
            (None, Some(Block::Item(_) | Block::Table(_))) => blocks.push(Block::Gap),
            (None, _) => {}
        }
    }
    finish(text, &mut paragraph, &mut blocks);
    blocks
}

fn finish<'a>(text: &'a str, paragraph: &mut Option<(usize, usize)>, blocks: &mut Vec<Block<'a>>) {
    if let Some(lines) = paragraph.take().and_then(|(start, end)| text.get(start..end)) {
        blocks.push(Block::Paragraph(lines.trim_end()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_its_blocks() {
        let text = "Kære Mette\nHej\n\n# Løn\n| a | b |\n| 1 | 2 |\n- et\n\n---\nSlut";
        let expected = [
            Block::Paragraph("Kære Mette\nHej"),
            Block::Heading("Løn"),
            Block::Table(vec![vec!["a", "b"], vec!["1", "2"]]),
            Block::Item("et"),
            Block::Gap,
            Block::NewPage,
            Block::Paragraph("Slut"),
        ];
        assert_eq!(blocks(text), expected);
    }
}
