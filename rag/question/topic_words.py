"""The words of a question that its topic is made of: what is left when cues, agencies, dates and function words are gone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.text.function_words import ASKING, RELATING
from index.text.tokens import tokenise
from ingest.document import Span
from ingest.text.folding import fold, lowered
from rag.question.cues import QuestionText, cue

# Syllables that carry no topic by themselves. A syllable that also is part of many content words (công, việc, không
# gian) is listed only where it stands as a word of its own in a question, and pairs are looked at before it is dropped.
_FUNCTION = ASKING.union(
    RELATING,
    re.findall(
        r"\w+",
        """
    xong và hoặc các những một cái tới ngoài dưới về mà phải cần nên sẽ đã đang vẫn còn cũng chỉ rất quá lắm
    nữa rồi thôi nhé hử này kia đó đấy nọ bao giờ hãy tôi mình em anh chị tui ơi dạ giùm giúp do bởi vì nếu
    khi lúc ko hông ra để cùng bằng như bên việc nói rõ kể liệt nêu muốn hiện cứ nay đi lại chừng vụ chuyện
    đối qua nhau mỗi từng hồi thử vừa mới hết khoảng gồm tổng số lượng năm tháng ngày quý tỉnh văn bản tài
    liệu lo chủ trì thực kho chiếc
    """,
    ),
)
# Folded forms of function syllables that are content words as often: kept in questions typed without marks.
_AMBIGUOUS = frozenset(
    re.findall(
        r"\w+", "thi tri con toi may cung tim lai the dan tung quy van tai dau tu moi qua do hoi giup xin ke lieu tong"
    )
)
# Pairs that mean something though one of their syllables is in the list above.
_PAIRS = frozenset(
    pair.strip()
    for pair in re.split(
        ",",
        """
    báo cáo, kết quả, không gian, không khí, hàng không, công việc, việc làm, tìm việc, của cải, cộng đồng, văn bản điện, tổng kết, tổng hợp, tổng thể,
    số hóa, đổi số, tế số, quyền số, hội số, công dân số, dân số, ký số, số liệu, chữ số, chỉ số, dân số, thiểu số, hệ số, đa số, chữ ký số, lượng mưa, chất lượng, trữ lượng, sản lượng, lực lượng,
    khối lượng, năng lượng, số lượng, hiện trạng, hiện đại, phát hiện, đi lại, tài liệu, ngoài trời, đối tượng, đối ngoại, đối thoại, bằng khen,
    hồi hương, thu hồi, phục hồi, ngày lễ, ngày hội, ngày tết, lễ hội, trên biển, biển đảo, năm học, năm mới, tết năm, mới nông, đổi mới,
    nợ quá, tổng thu, tổng chi, tổng mức, tổng vốn, tổng lượt, thử nghiệm, một cửa, cửa khẩu, cửa quốc, một triệu, vụ mùa, mùa vụ, vụ lúa, vụ đông, vụ hè, vụ thu, dịch vụ, công vụ,
    nhiệm vụ, nội vụ, nghĩa vụ, nghiệp vụ, lại đàn, tái đàn, quá tải, quá hạn, trên đàn, tại chỗ, tồn tại, đi học, đi làm, đi đường, vận tải,
    chưa thành, ra nước, ra quân, nhập ngũ, nước ngoài, nước trên, ban đầu, hỗ trợ, cho vay, doanh số, biên bản, từ thiện, chủ trương, thực phẩm, thực tế, thực tập, thực vật,
    kho bạc, kho lạnh, kho tàng, kho bãi, lưu kho, công tác, đối với biển, chỉ tiêu, chỉ thị, chỉ đạo, đến đảo, trong nước, có hại, không khói, của chìm, bên bờ, mấy móc,
    hết dịch, đối chiếu, nông thôn mới, mới thành, thành lập mới, lập mới, tháng hành, hằng tháng, hàng tháng, hằng năm, hàng năm, hàng quý, hằng quý, quý hiếm, nhân dân tỉnh, tỉnh lộ, đường tỉnh, cấp tỉnh
    """,
    )
)
_LOW_FUNCTION = frozenset(lowered(word) for word in _FUNCTION)
_FOLDED_FUNCTION = frozenset(fold(word) for word in _FUNCTION) - _AMBIGUOUS
_LOW_PAIRS = frozenset(lowered(pair) for pair in _PAIRS)
_FOLDED_PAIRS = frozenset(fold(pair) for pair in _PAIRS)
# Phrases of asking and counting that are no topic: "tổng cộng", "tỉnh mình", "cho hỏi", "vì sao".
_FILLERS = cue(
    r"\b(?:ngày (?:nào|mấy)|khi nào|bao giờ|hôm nào|lúc nào|tổng cộng|cả thảy|tất cả|tỉnh (?:mình|ta)|bên mình|cho (?:tôi |em |mình )?hỏi|xin (?:hỏi|cho)|cho biết|cho xem|tìm (?:giúp|cho|kiếm)|làm ơn|vì sao|tại sao|thế nào|như thế nào|ra sao|cụ thể|bao nhiêu|là mấy|phần trăm|tính đến nay|đến nay|hiện tại|trên địa bàn|diễn ra|so với|(?:giai đoạn|kỳ|đợt|lần) (?:trước|sau)|(?:tăng|giảm) (?:lên|thêm|xuống|bớt))\b"
)
_WORD = re.compile(r"\d+(?:[.,/]\d+)*(?:%|[^\W_]+)?|[^\W_]+(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class TopicWord:
    """One topic word: as a token of the index, its folded twin, and whether it follows its predecessor in the question.

    ``proper`` marks a capitalised word inside the sentence (a name: evidence without it speaks of something else).
    """

    token: str
    folded: str
    joined: bool
    proper: bool
    span: Span


def topic_words(question: QuestionText, taken: tuple[Span, ...], within: Span | None = None) -> tuple[TopicWord, ...]:
    """Return the content words of the question (of ``within``) outside the ``taken`` stretches, in order."""
    taken = (*taken, *(Span(*match.span()) for match in _FILLERS.finditer(question.lowered)))
    matches = [
        match
        for match in _WORD.finditer(question.text)
        if not any(span.start < match.end() and match.start() < span.end for span in taken)
        and (within is None or within.contains(Span(*match.span())))
    ]
    kept: list[TopicWord] = []
    previous_end = -1
    for position, match in enumerate(matches):
        if not _meaningful(question, matches, position):
            continue
        tokens = tokenise(match.group()).syllables
        for number, token in enumerate(tokens):
            gap = question.text[previous_end : match.start()] if previous_end >= 0 else "?"
            kept.append(
                TopicWord(
                    token=token,
                    folded=fold(token),
                    joined=number > 0 or gap == " ",
                    proper=_proper(question, match),
                    span=Span(*match.span()),
                )
            )
        previous_end = match.end()
    return tuple(kept)


def _meaningful(question: QuestionText, matches: list[re.Match[str]], position: int) -> bool:
    word = _said(question, matches[position])
    if word not in _functions(question):
        return True
    for other in (position - 1, position + 1):
        if 0 <= other < len(matches):
            first, second = sorted((position, other))
            between = question.text[matches[first].end() : matches[second].start()]
            pair = f"{_said(question, matches[first])} {_said(question, matches[second])}"
            if between == " " and pair in _pairs(question):
                return True
    return False


def _said(question: QuestionText, match: re.Match[str]) -> str:
    return (
        question.folded[match.start() : match.end()]
        if question.loose
        else question.lowered[match.start() : match.end()]
    )


def _functions(question: QuestionText) -> frozenset[str]:
    return _FOLDED_FUNCTION if question.loose else _LOW_FUNCTION


def _pairs(question: QuestionText) -> frozenset[str]:
    return _FOLDED_PAIRS if question.loose else _LOW_PAIRS


def _proper(question: QuestionText, match: re.Match[str]) -> bool:
    first = match.group()[0]
    if not first.isupper() or question.text.isupper():
        return False
    before = question.text[: match.start()].rstrip()
    return bool(before) and before[-1] not in ".?!:"
