//! A whole and the parts listed for it, and one item with two numbers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::amount::Amount;
use crate::claims::expression::Expression;
use crate::claims::figure::Figure;
use crate::claims::scope::{self, Scope};
use crate::claims::sentence::{Context, Mention, Sentence};
use crate::claims::{Claim, Evidence, Family, Rounding, Weight};

/// What is published: the whole of a list of published items.
static PUBLISHED: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:公开|发布|更新|上传|报送|推送|公示|刊登|编发|信息)[^#]*#|#[^#]*(?:信息|文件|公告|动态)",
    )
});

/// Begins the list of parts.
static BEGINS: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("其中|包括|分别(?:为|是)|具体为"));

/// Says that the list leaves things out.
static INCOMPLETE: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("等|主要|例如|如：|涉及|含|涵盖|另外|此外|还"));

/// Begins something else than the next part.
static NOT_A_PART: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^[，；、。]*(?:通过|开展|组织(?:开展|召开|举办|参加|培训|学习|业务|各|全)|召开|举办|回复|回应|办理|受理|收到|同比|较|比上|占|处理|答复|制定|制发|其中|共|累计|平均|转发|依申请)|阅读|浏览|访问|点击|不予|部分公开",
    )
});

/// Most parts of a list that are looked at, each with one share; a longer list accuses nobody. It keeps the work linear
/// in lists of any length.
const MOST_PARTS: usize = 60;

/// Matters whose figures other families judge.
static OTHER_FAMILY: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("申请|复议|诉讼|许可|处罚|强制|办结|结转"));

/// Applications that came in: the whole of a list of the ways they came.
static CAME_IN: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "(?:收到|接到|受理|接收|新收|登记)[^#]*(?:申请|公开)[^#]*#|(?:收到|接到|受理|接收|新收)#[^#]*申请",
    )
});

/// A way in which applications come in, and nothing else.
static WAY: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new(
        "^[，；、。：（]*(?:其中|包括|分别为|具体为)?：?(?:通过|以|采取|采用|来自)?(?:当面|现场|窗口|信函|邮寄|信件|来信|网络|网上|互联网|在线|政府网站|网站|门户网站|平台|网络平台|申请平台|电子邮件|邮件|邮箱|传真|电话|口头|书面)(?:系统|平台|渠道|方式|形式)?(?:提交|提出|递交|收到|申请|的)*(?:政府信息公开)?(?:申请)?(?:的)?(?:为|共)?$",
    )
});

/// The whole with its parts, where a sentence lists them.
#[must_use]
pub fn whole_and_parts(context: &Context, sentence: &Sentence) -> Vec<Claim> {
    let figures = sentence.figures.as_slice();
    let mut claims = Vec::new();
    for (index, whole) in figures.iter().enumerate() {
        let rest = figures.get(index + 1..).unwrap_or(&[]);
        if let Some(list) = List::after(context, sentence, whole, rest) {
            claims.extend(list.claim(context, sentence, whole));
        }
    }
    claims
}

/// The figures at the start of `rest` that count parts of the whole, and whether more may belong to them; the label of the
/// first begins at `start`.
fn parts<'a>(
    context: &Context,
    whole: &Figure,
    rest: &'a [Figure],
    start: usize,
) -> (Vec<&'a Figure>, bool) {
    let are_ways = CAME_IN.is_match(&whole.phrase);
    let mut parts: Vec<&Figure> = Vec::new();
    // Figures that read like something else, but belong to the list when the whole comes out with them.
    let mut strangers: Vec<&Figure> = Vec::new();
    let mut previous_end = start;
    for figure in rest.iter().take(MOST_PARTS * 2) {
        // A share stands behind its part.
        if figure.unit == "%" {
            previous_end = figure.range.end;
            continue;
        }
        let label = context.slice(previous_end..figure.range.start);
        let is_way = are_ways && WAY.is_match(label);
        if figure.unit != whole.unit || !is_way && is_no_part(label, are_ways) {
            break;
        }
        if parts.len() + strangers.len() == MOST_PARTS {
            return (parts, true);
        }
        if !is_way && NOT_A_PART.is_match(label) || !strangers.is_empty() {
            strangers.push(figure);
            let sum = Amount::sum(parts.iter().chain(&strangers).map(|part| part.amount));
            if sum.equals(whole.amount) {
                parts.append(&mut strangers);
                break;
            }
        } else {
            parts.push(figure);
        }
        previous_end = figure.range.end;
    }
    (parts, !strangers.is_empty())
}

/// Whether something that is counted apart begins: in a list of ways whatever is none.
fn is_no_part(label: &str, are_ways: bool) -> bool {
    are_ways || OTHER_FAMILY.is_match(label) || label.contains('（')
}

/// Where the words stand that begin a list: 其中, or a bracket right behind the whole.
fn beginning(lead: &str) -> Option<std::ops::Range<usize>> {
    let words = BEGINS.find(lead).map(|found| found.range());
    words.or_else(|| lead.starts_with('（').then(|| 0..'（'.len_utf8()))
}

/// The parts of a whole.
struct List<'a> {
    parts: Vec<&'a Figure>,
    /// Whether nothing says that the list leaves things out.
    is_complete: bool,
    /// End of the last part in the flat text.
    end: usize,
}

impl<'a> List<'a> {
    fn after(
        context: &Context,
        sentence: &Sentence,
        whole: &Figure,
        rest: &'a [Figure],
    ) -> Option<Self> {
        let first = rest.first()?;
        let lead = context.slice(whole.range.end..first.range.start);
        let begins = beginning(lead)?;
        let is_whole = matches!(whole.unit.as_str(), "条" | "件" | "份" | "篇" | "个" | "条次")
            && (CAME_IN.is_match(&whole.phrase)
                || PUBLISHED.is_match(&whole.phrase) && !OTHER_FAMILY.is_match(&whole.phrase))
            // Between the whole and its list stands nothing but punctuation.
            && lead.get(..begins.start)?.chars().all(|c| matches!(c, '，' | '；' | '（' | '：'));
        if !is_whole {
            return None;
        }
        let (parts, ends_in_doubt) = parts(context, whole, rest, whole.range.end + begins.end);
        let end = parts.last()?.range.end;
        let listed = context.slice(whole.range.end..end);
        let remainder = context.slice(end..sentence.range.end);
        let after: String = remainder.chars().take(8).collect();
        let ends = if lead.starts_with('（') {
            remainder.starts_with('）')
        } else {
            remainder.is_empty() || remainder.starts_with(['，', '；', '）'])
        };
        let is_complete = ends
            && !ends_in_doubt
            && !INCOMPLETE.is_match(listed)
            && !INCOMPLETE.is_match(&after)
            && parts
                .iter()
                .all(|part| part.rounding == Rounding::Exact && !part.is_each);
        Some(Self {
            parts,
            is_complete,
            end,
        })
    }

    fn claim(&self, context: &Context, sentence: &Sentence, whole: &Figure) -> Option<Claim> {
        const FEWEST: usize = 2;
        if self.parts.len() < FEWEST {
            return None;
        }
        let place = Mention {
            context,
            sentence,
            figure: whole,
        };
        let range = whole.clause.start..self.end;
        let weight =
            if self.is_complete && self.is_close(whole) && scope::of(&place) != Scope::Other {
                Weight::Firm
            } else {
                Weight::Doubtful
            };
        Some(Claim {
            family: Family::Sum,
            span: context.flat.span(range.clone()),
            text: context.slice(range).to_owned(),
            amount: whole.amount,
            unit: whole.unit.clone(),
            rounding: whole.rounding,
            weight,
            evidence: Evidence::Parts(self.parts.iter().map(|part| part.amount).collect()),
        })
    }

    /// Whether the parts come near the whole: a list that stays far below it names some of its parts only, and one that
    /// goes far beyond it lists something else.
    fn is_close(&self, whole: &Figure) -> bool {
        const SHARE: u32 = 5;
        let amounts = self.parts.iter().map(|part| part.amount);
        let gap = Amount::sum(amounts).distance(whole.amount);
        let scaled = gap.times(SHARE);
        !whole.amount.minus(scaled).is_negative()
    }
}

/// A published item named alone: 发布政务动态19条.
static ALONE: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("(?:发布|公开|更新|上传|报送)(?:了|各类)?(?P<item>[^#，。；、0-9]{3,12})#$")
});

/// What is left of a kind, or more of it, is another item in every list.
static REST: LazyLock<Expression> =
    LazyLock::new(|| Expression::new("其[他它余]|另|此外|还(?:发|公|更|上|报)|剩余|余下"));

/// Names where something was published.
static CHANNEL: LazyLock<Expression> = LazyLock::new(|| {
    Expression::new("网站|门户|微信|公众号|平台|专栏|公开栏|微博|抖音|头条|客户端|公报|网")
});

/// Items that a list gives one number and another sentence gives another.
#[must_use]
pub fn same_items(context: &Context) -> Vec<Claim> {
    let mut listed: BTreeMap<String, (&Sentence, &Figure)> = BTreeMap::new();
    for sentence in &context.sentences {
        for (index, whole) in sentence.figures.iter().enumerate() {
            let rest = sentence.figures.get(index + 1..).unwrap_or(&[]);
            let list = List::after(context, sentence, whole, rest);
            for part in list.iter().flat_map(|list| &list.parts) {
                listed.entry(item(&part.phrase)).or_insert((sentence, part));
            }
        }
    }
    let mut claims = Vec::new();
    for sentence in &context.sentences {
        for figure in &sentence.figures {
            let Some(named) = ALONE
                .captures(&figure.phrase)
                .and_then(|found| found.name("item"))
            else {
                continue;
            };
            let Some((list, first)) = listed.get(named.as_str()) else {
                continue;
            };
            let place = Mention {
                context,
                sentence,
                figure,
            };
            let is_other_list = list.range != sentence.range
                && first.unit == figure.unit
                && !REST.is_match(&figure.phrase);
            if is_other_list && first.rounding == Rounding::Exact && is_of_all_channels(&place) {
                claims.push(same_item(&place, named.as_str(), first));
            }
        }
    }
    claims
}

/// The item a part counts: 政务动态 for `其中政务动态#`.
fn item(phrase: &str) -> String {
    let label = phrase.split('#').next().unwrap_or("");
    let start = BEGINS.find(label).map_or(0, |found| found.end());
    label
        .get(start..)
        .unwrap_or("")
        .trim_matches('：')
        .to_owned()
}

fn is_of_all_channels(place: &Mention) -> bool {
    scope::of(place) == Scope::Own && !CHANNEL.is_match(place.before())
}

fn same_item(place: &Mention, item: &str, first: &Figure) -> Claim {
    let flat = place.context.flat;
    let figure = place.figure;
    Claim {
        family: Family::Sum,
        span: flat.span(figure.clause.clone()),
        text: place.context.slice(figure.clause.clone()).to_owned(),
        amount: figure.amount,
        unit: figure.unit.clone(),
        rounding: figure.rounding,
        weight: Weight::Firm,
        evidence: Evidence::SameItem {
            item: item.to_owned(),
            first: first.amount,
            place: flat.span(first.clause.clone()),
        },
    }
}
