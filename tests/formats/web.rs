//! Web pages, web archives, and plain text with HTML tables.

use encoding_rs::{BIG5, GB18030};

use crate::{check_cells, check_text};

pub(crate) const PAGE: &str = "<html><head><meta charset=CHARSET><title>题目</title><style>p{}</style></head><body>
<div class='nav'><a>首页</a> | <a>公开</a></div><div id=crumbs>当前位置：首页 &gt; 年报</div>
<h1>青岚县水务局2021年政府信息公开工作年度报告</h1><p>一、总体
情况</p><p style='display: none'>隐藏</p><script>var a = '1';</script>
<table><tr><td rowspan=2>项目</td><th colspan='2'>数量</th></tr><tr><td>甲<br>类</td><td>&nbsp;</td></tr>
<tr style='display:none'><td>1</td></tr><tr><td>规章<td>12<td> 0 </table><p>二、其他</p></body></html>";

const PAGE_TEXT: &str = "青岚县水务局2021年政府信息公开工作年度报告\n\n一、总体 情况\n\n项目\t数量\t\n\t甲 类\t\n规章\t12\t0\n\n二、其他\n";

#[test]
fn pages_in_every_encoding() {
    let utf8 = PAGE.replace("CHARSET", "utf-8");
    let source = check_text("a.html", utf8.as_bytes(), PAGE_TEXT);
    assert_eq!(
        (source.format.as_str(), source.encoding.as_str()),
        ("html", "UTF-8")
    );
    check_cells(
        &source,
        &[
            "项目@0,0+2x1",
            "数量@0,1+1x2",
            "甲 类@1,1+1x1",
            "@1,2+1x1",
            "规章@2,0+1x1",
            "12@2,1+1x1",
            "0@2,2+1x1",
        ],
    );
    // Saved as UTF-8 by a browser that left the declaration alone.
    check_text(
        "a.htm",
        PAGE.replace("CHARSET", "gb2312").as_bytes(),
        PAGE_TEXT,
    );
    let gb = GB18030
        .encode(&PAGE.replace("CHARSET", "gb2312"))
        .0
        .into_owned();
    assert_eq!(check_text("a.html", &gb, PAGE_TEXT).encoding, "gb18030");
    let bare = GB18030
        .encode(&PAGE.replace("<meta charset=CHARSET>", ""))
        .0
        .into_owned();
    check_text("a.html", &bare, PAGE_TEXT);
    let utf16: Vec<u8> = format!("\u{feff}{PAGE}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(check_text("a", &utf16, PAGE_TEXT).encoding, "UTF-16LE");
    let traditional = "<html><meta charset='big5'><p>政府資訊公開工作年度報告</p>";
    check_text(
        "a.html",
        &BIG5.encode(traditional).0,
        "政府資訊公開工作年度報告\n",
    );
}

#[test]
fn layout_tables_are_flattened_and_lists_keep_their_numbers() {
    check_text(
        "a.html",
        "<body><table><tr><td>导语</td><td><table><tr><td>规章</td><td>3</td></tr><tr><td>其他</td><td></td></tr></table></td></tr></table>
<ol start=2><li>第一</li><li>第二</li></ol><table><tr><td>框内正文</td></tr></table>"
            .as_bytes(),
        "导语\n\n规章\t3\n其他\t\n\n2. 第一\n3. 第二\n框内正文\n",
    );
}

#[test]
fn what_frames_a_page_is_left_out_and_content_is_not() {
    check_text(
        "a.html",
        "<body><div class=top><a>首页</a> | <a>政务公开</a> | <a>互动</a></div>
<div class='position-relative bottom'><p>全年主动公开信息5条。</p></div>
<div class=nav><table><tr><td>规章</td><td>3</td></tr></table></div>
<p>见<a>附件一</a>、<a>附件二</a>、<a>附件三</a></p><footer>版权所有</footer>"
            .as_bytes(),
        "全年主动公开信息5条。\n\n规章\t3\n\n见附件一、附件二、附件三\n",
    );
}

#[test]
fn html_tables_inside_plain_text_become_grids() {
    let source = check_text(
        "a.md",
        "# 标题\n\n规章   0   0\n<TABLE><tr><TD>行政许可</TD><td>5</td></tr><tr><td>处罚</td><td>0</td></tr></TABLE>\n结尾".as_bytes(),
        "# 标题\n\n规章   0   0\n\n行政许可\t5\n处罚\t0\n\n\n结尾\n",
    );
    check_cells(
        &source,
        &["行政许可@0,0+1x1", "5@0,1+1x1", "处罚@1,0+1x1", "0@1,1+1x1"],
    );
}

#[test]
fn an_archived_page_is_opened() {
    let archive = format!(
        "From: <Saved by Browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n----b--\r\n",
        quoted(&GB18030.encode(&PAGE.replace("CHARSET", "gb2312")).0)
    );
    assert_eq!(
        check_text("a.mht", archive.as_bytes(), PAGE_TEXT).format,
        "mht"
    );
}

pub(crate) fn quoted(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            b'=' | 0x80.. => format!("={byte:02X}"),
            _ => char::from(*byte).to_string(),
        })
        .collect()
}

#[test]
fn lists_in_a_script_are_no_tables() {
    let lists = "[\"首页\", \"/\"],\n[\"公开\", \"/a\"],\n[\"年报\", \"/b\"]\n";
    let page = format!(
        "<html><head><script>var menu = [\n{lists}];</script></head><body><p>一、总体情况</p></body></html>"
    );
    let source = crate::open("a.html", page.as_bytes()).unwrap();
    assert_eq!(source.text, "一、总体情况\n");
}
