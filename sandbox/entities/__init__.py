"""Text with formatting: parsing HTML and Markdown, finding links and commands, offsets in UTF-16 units."""
