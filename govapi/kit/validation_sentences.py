"""pydantic error type → Japanese sentence. ``{label}`` is the field in its brackets; the others come from the error's context."""

FALLBACK = "{label}の値が正しくありません。確かめて入力してください。"

_WHOLE = "{label}は整数で入力してください。"
_NUMBER = "{label}は数で入力してください。"
_DATE = "{label}は実在する日付を「2026-04-01」の形で入力してください。"
_MOMENT = "{label}は日時を「2026-04-01T09:00:00+09:00」の形で入力してください。"
_TIME = "{label}は時刻を「09:00」の形で入力してください。"
_LENGTH_OF_TIME = "{label}は時間の長さを「PT1H」の形で入力してください。"
_TEXT = "{label}は文字列で入力してください。"
_LIST = "{label}は一覧（配列）で指定してください。"
_OBJECT = "{label}は項目の組（オブジェクト）で指定してください。"
_ID = "{label}は識別子（UUID）の形式で指定してください。"
_URL = "{label}は「https://」で始まるURLを入力してください。"
_CHOICE = "{label}は選択肢の中から選んでください。"
_YES_NO = "{label}は「はい」（true）か「いいえ」（false）で答えてください。"
_FILE = "{label}はファイル又はバイト列で指定してください。"
_JSON = "{label}の書き方がJSONとして正しくありません。"
_FIXED = "{label}は変更できません。送る内容から取り除いてください。"

SENTENCES: dict[str, str] = {
    "missing": "{label}を入力してください。",
    "extra_forbidden": "{label}という項目はありません。送る内容から取り除いてください。",
    "frozen_field": _FIXED,
    "frozen_instance": _FIXED,
    "none_required": "{label}は空欄にしてください。",
    "string_type": _TEXT,
    "string_sub_type": _TEXT,
    "string_unicode": "{label}に読み取れない文字があります。入力し直してください。",
    "string_not_ascii": "{label}は半角の英数字で入力してください。",
    "string_too_short": "{label}は{min_length}文字以上で入力してください。",
    "string_too_long": "{label}は{max_length}文字以内で入力してください。",
    "string_pattern_mismatch": "{label}の書き方が正しくありません。決められた形で入力してください。",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": "{label}の桁数が多すぎます。確かめて入力してください。",
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "fraction_type": _NUMBER,
    "fraction_parsing": _NUMBER,
    "complex_type": _NUMBER,
    "complex_str_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "decimal_max_digits": "{label}は全体で{max_digits}桁以内で入力してください。",
    "decimal_max_places": "{label}は小数点以下{decimal_places}桁以内で入力してください。",
    "decimal_whole_digits": "{label}の整数部分は{whole_digits}桁以内で入力してください。",
    "greater_than": "{label}は{gt}より大きい値を入力してください。",
    "greater_than_equal": "{label}は{ge}以上の値を入力してください。",
    "less_than": "{label}は{lt}より小さい値を入力してください。",
    "less_than_equal": "{label}は{le}以下の値を入力してください。",
    "multiple_of": "{label}は{multiple_of}の倍数を入力してください。",
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "date_past": "{label}は今日より前の日付を入力してください。",
    "date_future": "{label}は今日より後の日付を入力してください。",
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_object_invalid": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "datetime_past": "{label}は今より前の日時を入力してください。",
    "datetime_future": "{label}は今より後の日時を入力してください。",
    "timezone_naive": "{label}は時差（+09:00）を付けずに入力してください。",
    "timezone_aware": "{label}は時差（+09:00）を付けて入力してください。",
    "timezone_offset": _MOMENT,
    "time_type": _TIME,
    "time_parsing": _TIME,
    "time_delta_type": _LENGTH_OF_TIME,
    "time_delta_parsing": _LENGTH_OF_TIME,
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "union_tag_invalid": _CHOICE,
    "union_tag_not_found": "{label}の種類を選んでください。",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "deque_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "iterable_type": _LIST,
    "iteration_error": _LIST,
    "set_item_not_hashable": _LIST,
    "too_short": "{label}は{min_length}件以上必要です。足りない分を加えてください。",
    "too_long": "{label}は{max_length}件以内にしてください。",
    "dict_type": _OBJECT,
    "frozen_dict_type": _OBJECT,
    "ordered_dict_type": _OBJECT,
    "counter_type": _OBJECT,
    "mapping_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "dataclass_exact_type": _OBJECT,
    "invalid_key": "{label}の項目名は文字列で指定してください。",
    "uuid_type": _ID,
    "uuid_parsing": _ID,
    "uuid_version": _ID,
    "url_type": _URL,
    "url_parsing": _URL,
    "url_syntax_violation": _URL,
    "url_scheme": _URL,
    "url_too_long": "{label}は{max_length}文字以内のURLを入力してください。",
    "bytes_type": _FILE,
    "bytes_too_short": "{label}は{min_length}バイト以上必要です。",
    "bytes_too_long": "{label}は{max_length}バイト以内にしてください。",
    "bytes_invalid_encoding": _FILE,
    "json_invalid": _JSON,
    "json_type": _JSON,
    "recursion_loop": "{label}が自分自身を含んでいます。参照を確かめてください。",
}
