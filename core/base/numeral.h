#pragma once

namespace sluice {

// The double nearest to the decimal or hexadecimal numeral at the start of `text`, which ends in NUL; ties go to the
// even one, as in IEEE 754. Accepts what C's strtod() does in the "C" locale but for words (inf, nan), and sets `end`,
// unless it is null, to the first character behind the numeral, or to `text` when there is none. Too large gives
// infinity, too small zero; errno is left alone.
double parseNumeral(const char* text, const char** end);

// Whether `value` is whole and at most 2^53 from zero: no two integers in that range are the same double.
bool isExactInteger(double value);

}  // namespace sluice
