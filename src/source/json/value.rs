//! Values of JSON, and of lists and dictionaries as Python prints them: quoted with `'`, in brackets of any sort, with `None`.
//! A text that breaks off is read as far as it goes.

/// Values inside values that are followed.
const DEPTH_LIMIT: usize = 128;

/// What texts are quoted with: JSON knows the first alone, Python prints the second.
pub(super) const QUOTES: [char; 2] = ['"', '\''];

/// Words for nothing.
const NOTHING: [&str; 11] = [
    "null",
    "true",
    "false",
    "None",
    "True",
    "False",
    "nan",
    "NaN",
    "NA",
    "NaT",
    "undefined",
];

/// The field of that name.
pub(super) fn field<'a>(fields: &'a [(String, Value)], name: &str) -> Option<&'a Value> {
    let mut fields = fields.iter();
    let (_, value) = fields.find(|(other, _)| other == name)?;
    Some(value)
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A text, or a word that stands for nothing else.
    Text(String),
    /// A number, as printed.
    Number(String),
    /// Its members.
    List(Vec<Value>),
    /// Names and their values, in the order of the text.
    Fields(Vec<(String, Value)>),
    /// One of [`NOTHING`].
    Nothing,
}

impl Value {
    /// The fields; none where it has none.
    pub(super) fn fields(&self) -> &[(String, Value)] {
        match self {
            Self::Fields(fields) => fields,
            _ => &[],
        }
    }

    /// The members; none where it is no list.
    pub(super) fn members(&self) -> &[Value] {
        match self {
            Self::List(members) => members,
            _ => &[],
        }
    }

    /// The text or the number, as it is printed.
    pub(super) fn printed(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::List(_) | Self::Fields(_) | Self::Nothing => None,
        }
    }

    /// What stands in a cell that is a single value; `None` for lists and fields.
    pub(super) fn single(&self) -> Option<&str> {
        self.printed()
            .or_else(|| (*self == Self::Nothing).then_some(""))
    }

    /// Whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(values) => values.is_empty(),
            Self::Fields(fields) => fields.is_empty(),
            Self::Number(_) => false,
            Self::Nothing => true,
        }
    }
}

/// Takes values off the front of a text.
pub(super) struct Parser<'a> {
    /// What is not taken yet.
    pub(super) rest: &'a str,
    /// Whether the text ended within a value.
    pub(super) is_cut: bool,
    /// Whether values stand too deep in others to be followed.
    pub(super) is_too_deep: bool,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text.trim_start_matches('\u{feff}'),
            is_cut: false,
            is_too_deep: false,
        }
    }

    /// The next value of the text; `None` at its end, and where something else stands.
    pub(super) fn next_value(&mut self) -> Option<Value> {
        self.skip_space();
        let begins = self.rest.starts_with(['{', '[', '(', '"']);
        begins.then(|| self.value(0))
    }

    fn value(&mut self, depth: usize) -> Value {
        if depth > DEPTH_LIMIT {
            self.is_too_deep = true;
            self.rest = "";
            return Value::Nothing;
        }
        self.skip_space();
        match self.rest.chars().next() {
            Some(quote) if QUOTES.contains(&quote) => Value::Text(self.string(quote)),
            Some('{') => self.fields(depth),
            Some('[') => self.list(depth, ']'),
            Some('(') => self.list(depth, ')'),
            Some(_) => self.word(),
            None => {
                self.is_cut = true;
                Value::Nothing
            }
        }
    }

    fn list(&mut self, depth: usize, end: char) -> Value {
        let mut values = Vec::new();
        self.skip(1);
        while self.goes_on(end) {
            values.push(self.value(depth + 1));
        }
        Value::List(values)
    }

    fn fields(&mut self, depth: usize) -> Value {
        let mut fields = Vec::new();
        self.skip(1);
        while self.goes_on('}') {
            let first = self.rest.chars().next();
            let Some(quote) = first.filter(|c| QUOTES.contains(c)) else {
                // Nothing that JSON knows: the rest is not read.
                self.is_cut = true;
                self.rest = "";
                break;
            };
            let name = self.string(quote);
            self.skip_space();
            self.rest = self.rest.strip_prefix(':').unwrap_or(self.rest);
            fields.push((name, self.value(depth + 1)));
        }
        Value::Fields(fields)
    }

    /// Whether another member stands before the end of a list or an object; its end is taken.
    fn goes_on(&mut self, end: char) -> bool {
        self.rest = self
            .rest
            .trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if let Some(behind) = self.rest.strip_prefix(end) {
            self.rest = behind;
            return false;
        }
        self.is_cut |= self.rest.is_empty();
        !self.rest.is_empty()
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn skip(&mut self, n_bytes: usize) {
        self.rest = self.rest.get(n_bytes..).unwrap_or("");
    }

    /// A number or a bare word; at least one character is taken.
    fn word(&mut self) -> Value {
        let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | ')' | ':' | '"');
        let first = self.rest.chars().next().map_or(0, char::len_utf8);
        let end = self.rest.get(first..).and_then(|rest| rest.find(is_end));
        let end = end.map_or(self.rest.len(), |end| end + first);
        let word = self.rest.get(..end).unwrap_or("");
        let value = if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            Value::Number(word.to_owned())
        } else if NOTHING.contains(&word) || !word.contains(char::is_alphanumeric) {
            Value::Nothing
        } else {
            Value::Text(word.to_owned())
        };
        self.skip(end);
        value
    }

    fn string(&mut self, quote: char) -> String {
        let mut text = String::new();
        let mut wide: Vec<u16> = Vec::new();
        self.skip(1);
        loop {
            let Some(c) = self.rest.chars().next() else {
                self.is_cut = true;
                break;
            };
            self.skip(c.len_utf8());
            if c == '\\' {
                match self.escape() {
                    Escape::Unit(unit) => wide.push(unit),
                    Escape::Character(c) => {
                        flush(&mut wide, &mut text);
                        text.push(c);
                    }
                }
            } else {
                flush(&mut wide, &mut text);
                if c == quote {
                    break;
                }
                text.push(c);
            }
        }
        flush(&mut wide, &mut text);
        text
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Escape {
        let Some(c) = self.rest.chars().next() else {
            self.is_cut = true;
            return Escape::Character(' ');
        };
        self.skip(c.len_utf8());
        if c == 'u' {
            let digits = self.rest.get(..4).unwrap_or("");
            if let Ok(unit) = u16::from_str_radix(digits, 16) {
                self.skip(4);
                return Escape::Unit(unit);
            }
        }
        Escape::Character(match c {
            'n' => '\n',
            't' => '\t',
            'r' | 'b' | 'f' => ' ',
            other => other,
        })
    }
}

/// What an escape stands for.
enum Escape {
    Character(char),
    /// Half or whole of a character, in UTF-16.
    Unit(u16),
}

fn flush(wide: &mut Vec<u16>, text: &mut String) {
    text.push_str(&String::from_utf16_lossy(wide));
    wide.clear();
}
