//! dbg
use gouji::{form::TableId, read::*};
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let s = gouji::source::open(std::path::Path::new(&path)).unwrap();
    let cut = pieces::cut(&s.text);
    let h = sections::headings(&s.text, &cut);
    for (l, x) in &h {
        println!("H line {} sec {} {}", l + 1, x.number, x.span.of(&s.text));
    }
    for id in TableId::ALL {
        let r = region::find(&cut, &h, id, 0..cut.pieces.len());
        if let Some(r) = r {
            println!(
                "{id} {:?} lines {}..{} edition {:?}",
                r,
                cut.pieces[r.start].line + 1,
                cut.pieces[r.end - 1].line + 1,
                table::edition_of(&cut, r.clone(), id)
            );
        }
    }
    let r = read(&s);
    for (k, c) in &r.coverage {
        println!("{k} {c:?}");
    }
    println!(
        "leftovers {:?}",
        r.leftovers
            .iter()
            .map(|l| (&l.text, s.text[..l.span.start()].matches('\n').count() + 1))
            .collect::<Vec<_>>()
    );
    for id in TableId::ALL {
        for row in r.rows.get(&id).into_iter().flatten() {
            let cells: Vec<String> = r
                .cells
                .iter()
                .filter(|(k, _)| k.table == id && k.row == *row)
                .map(|(k, f)| {
                    format!(
                        "{}={}{}",
                        &k.column[..3.min(k.column.len())],
                        f.value
                            .number()
                            .map_or(f.value.state().to_string(), |a| a.to_string()),
                        if f.doubt().is_some() { "?" } else { "" }
                    )
                })
                .collect();
            println!("{id} {row}: {}", cells.join(" "));
        }
    }
}
