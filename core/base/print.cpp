// The digits of a double are all computed, in words of nine: shifting such a number by the bits of an exponent needs
// no division to the right, where nearly all go, and one for a word to the left. The way is that of musl's printf().
#include "base/print.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace sluice {

namespace {

constexpr int kMostPrecision = 99;
constexpr int kDefaultPrecision = 6;
constexpr int kMantissaBits = 53;
constexpr int kExponentBias = 1075;  // of the last bit of the mantissa
constexpr std::uint64_t kHiddenBit = std::uint64_t{1} << (kMantissaBits - 1);

// Of the text: the count goes on where the room ends.
class Output {
 public:
  Output(char* out, std::size_t size) : out_(out), size_(size) {}

  void put(char c) {
    if (length_ + 1 < size_) out_[length_] = c;
    length_++;
  }
  void fill(char c, int count) {
    for (; count > 0; --count) put(c);
  }
  void text(std::string_view text) {
    for (const char c : text) put(c);
  }
  int end() {
    if (size_ > 0) out_[std::min(length_, size_ - 1)] = '\0';
    return static_cast<int>(length_);
  }

 private:
  char* out_;
  std::size_t size_;
  std::size_t length_ = 0;
};

// A conversion, as in "%-8.3g".
struct Conversion {
  bool left = false;
  bool plus = false;
  bool space = false;
  bool alternative = false;
  bool zero = false;
  int width = 0;
  int precision = -1;  // not given
  int longs = 0;
  char letter = '\0';

  bool* flag(char c) {
    switch (c) {
      case '-': return &left;
      case '+': return &plus;
      case ' ': return &space;
      case '#': return &alternative;
      case '0': return &zero;
      default: return nullptr;
    }
  }
  bool isUpper() const { return letter >= 'A' && letter <= 'Z'; }
  char lower() const { return static_cast<char>(letter | 0x20); }
  std::string_view digits() const { return isUpper() ? "0123456789ABCDEF" : "0123456789abcdef"; }
};

// A field: its sign or "0x", and the rest, between which zeros may stand.
void putField(Output& out, const Conversion& conversion, std::string_view prefix, std::string_view body, bool mayZero) {
  const int padding = conversion.width - static_cast<int>(prefix.size() + body.size());
  const bool zeros = conversion.zero && mayZero && !conversion.left;
  if (!conversion.left && !zeros) out.fill(' ', padding);
  out.text(prefix);
  if (zeros) out.fill('0', padding);
  out.text(body);
  if (conversion.left) out.fill(' ', padding);
}

std::string_view signOf(bool negative, const Conversion& conversion) {
  if (negative) return "-";
  return conversion.plus ? "+" : conversion.space ? " " : "";
}

// Text of at most `Size` characters, made from its end.
template <std::size_t Size>
class Backwards {
 public:
  void put(char c) { text_[--first_] = c; }
  void digits(std::uint64_t value, unsigned base, std::string_view letters) {
    for (; value != 0; value /= base) put(letters[value % base]);
  }
  int size() const { return static_cast<int>(Size - first_); }
  std::string_view view() const { return {text_.data() + first_, Size - first_}; }

 private:
  std::array<char, Size> text_;
  std::size_t first_ = Size;
};

void putInteger(Output& out, const Conversion& conversion, std::string_view prefix, std::uint64_t value) {
  const unsigned base = conversion.letter == 'o' ? 8 : conversion.lower() == 'x' ? 16 : 10;
  Backwards<kMostPrecision + 24> body;
  body.digits(value, base, conversion.digits());
  while (body.size() < std::max(conversion.precision, 0)) body.put('0');
  const bool isEmpty = body.size() == 0;
  const bool needsOctalZero = base == 8 && conversion.alternative && (isEmpty || body.view()[0] != '0');
  if ((isEmpty && conversion.precision != 0) || needsOctalZero) body.put('0');
  if (base == 16 && conversion.alternative && value != 0) prefix = conversion.isUpper() ? "0X" : "0x";
  putField(out, conversion, prefix, body.view(), conversion.precision < 0);
}

// The decimal digits of a double, the highest first, and the power of ten of the first. Zero has one digit.
class Digits {
 public:
  // The digits up to `wanted`, behind which the last is only exact in whether all others are zero.
  Digits(std::uint64_t mantissa, int exponent, int wanted) {
    if (mantissa == 0) {
      text_[size_++] = '0';
      return;
    }
    words_[kPoint - 1] = static_cast<std::uint32_t>(mantissa % kBase);
    words_[kPoint - 2] = static_cast<std::uint32_t>(mantissa / kBase);
    const int most = wanted / kWordDigits + 4;
    for (int left = exponent; left > 0; left -= kLeftBits) shiftLeft(std::min(left, kLeftBits));
    for (int left = -exponent; left > 0; left -= kRightBits) shiftRight(std::min(left, kRightBits), most);
    spell();
  }

  // Rounds to so many digits; fewer than none leave nothing.
  void round(int digits) {
    if (digits >= size_) return;
    const bool up = digits >= 0 && isAbove(digits);
    size_ = std::max(digits, 0);
    if (!up) return;
    int last = size_ - 1;
    for (; last >= 0 && digit(last) == '9'; --last) digit(last) = '0';
    if (last >= 0) {
      digit(last)++;
    } else {
      text_[0] = '1';  // and behind it the zeros that were nines
      exponent_++;
      size_ = std::max(size_, 1);
    }
  }

  // The digit with this power of ten.
  char at(int power) const {
    const int place = exponent_ - power;
    return place >= 0 && place < size_ ? text_[static_cast<std::size_t>(place)] : '0';
  }
  int exponent() const { return exponent_; }
  // The power of ten of the last digit that is not zero.
  int lowest() const {
    int last = size_;
    while (last > 0 && text_[static_cast<std::size_t>(last - 1)] == '0') --last;
    return exponent_ - last + 1;
  }

 private:
  static constexpr std::uint32_t kBase = 1'000'000'000;
  static constexpr int kWordDigits = 9;
  static constexpr int kLeftBits = 29;  // what a word and a carry have room for in 64 bits
  static constexpr int kRightBits = 9;  // what ten to the ninth can be divided by without a remainder
  static constexpr int kPoint = 36;     // words before the point: the largest double has 309 digits
  static constexpr int kWords = kPoint + 160;

  char& digit(int place) { return text_[static_cast<std::size_t>(place)]; }
  std::uint32_t& word(int place) { return words_[static_cast<std::size_t>(place)]; }

  void shiftLeft(int bits) {
    std::uint32_t carry = 0;
    for (int place = kPoint - 1; place >= first_; --place) {
      const std::uint64_t shifted = (std::uint64_t{word(place)} << bits) + carry;
      word(place) = static_cast<std::uint32_t>(shifted % kBase);
      carry = static_cast<std::uint32_t>(shifted / kBase);
    }
    if (carry != 0) word(--first_) = carry;
  }

  void shiftRight(int bits, int most) {
    const std::uint32_t mask = (std::uint32_t{1} << bits) - 1;
    std::uint32_t carry = 0;
    for (int place = first_; place < end_; ++place) {
      const std::uint32_t out = word(place) & mask;
      word(place) = (word(place) >> bits) + carry;
      carry = (kBase >> bits) * out;
    }
    while (first_ < end_ && word(first_) == 0) ++first_;
    if (carry == 0) return;
    if (end_ - first_ < most) {
      word(end_++) = carry;
    } else {
      word(end_ - 1) |= 1;
    }
  }

  void spell() {
    while (word(first_) == 0) ++first_;
    for (int place = first_; place < end_; ++place) {
      std::uint32_t value = word(place);
      for (int digit = kWordDigits; digit-- > 0; value /= 10) {
        text_[static_cast<std::size_t>(size_ + digit)] = static_cast<char>('0' + value % 10);
      }
      size_ += kWordDigits;
    }
    int zeros = 0;
    while (text_[static_cast<std::size_t>(zeros)] == '0') ++zeros;
    size_ -= zeros;
    std::memmove(text_.data(), text_.data() + zeros, static_cast<std::size_t>(size_));
    exponent_ = (kPoint - first_) * kWordDigits - zeros - 1;
  }

  // Whether what stands from there on is more than half of the digit before, or half of an odd one.
  bool isAbove(int digits) const {
    const auto place = static_cast<std::size_t>(digits);
    if (text_[place] != '5') return text_[place] > '5';
    for (int i = digits + 1; i < size_; ++i) {
      if (text_[static_cast<std::size_t>(i)] != '0') return true;
    }
    return digits > 0 && (text_[place - 1] & 1) != 0;
  }

  std::array<std::uint32_t, kWords> words_;
  int first_ = kPoint - 2;
  int end_ = kPoint;
  std::array<char, (kPoint + 4) * kWordDigits> text_;
  int size_ = 0;
  int exponent_ = 0;
};

// A double's sign and magnitude: mantissa * 2^exponent.
struct Parts {
  explicit Parts(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const auto biased = static_cast<int>(bits >> (kMantissaBits - 1) & 0x7ff);
    isNegative = bits >> 63 != 0;
    mantissa = (bits & (kHiddenBit - 1)) | (biased != 0 ? kHiddenBit : 0);
    exponent = std::max(biased, 1) - kExponentBias;
  }

  bool isNegative;
  std::uint64_t mantissa;
  int exponent;
};

// Text of a double, with room for the longest: that of %.99f.
class Body {
 public:
  void put(char c) { text_[size_++] = c; }
  void exponent(char letter, int value, int digits) {
    put(letter);
    put(value < 0 ? '-' : '+');
    Backwards<8> text;
    text.digits(static_cast<std::uint64_t>(std::abs(value)), 10, "0123456789");
    while (text.size() < digits) text.put('0');
    for (const char c : text.view()) put(c);
  }
  std::string_view view() const { return {text_.data(), size_}; }

 private:
  std::array<char, 420> text_;
  std::size_t size_ = 0;
};

// Digits from one power of ten down to another, with the point where it belongs.
void putDigits(Body& body, const Digits& digits, int from, int point, int to, bool alternative) {
  for (int power = from; power >= to; --power) {
    body.put(digits.at(power));
    if (power == point && (power > to || alternative)) body.put('.');
  }
}

void spellDecimal(Body& body, const Conversion& conversion, const Parts& parts) {
  int precision = conversion.precision < 0 ? kDefaultPrecision : conversion.precision;
  const char letter = conversion.lower();
  if (letter == 'g') precision = std::max(precision, 1) - 1;
  Digits digits(parts.mantissa, parts.exponent, precision + kMantissaBits / 3);
  digits.round(letter == 'f' ? digits.exponent() + precision + 1 : precision + 1);
  const int exponent = digits.exponent();
  if (letter == 'f' || (letter == 'g' && exponent >= -4 && exponent <= precision)) {
    int to = letter == 'f' ? -precision : exponent - precision;
    if (letter == 'g' && !conversion.alternative) to = std::max(to, std::min(digits.lowest(), 0));
    return putDigits(body, digits, std::max(exponent, 0), 0, to, conversion.alternative);
  }
  int to = exponent - precision;
  if (letter == 'g' && !conversion.alternative) to = std::max(to, digits.lowest());
  putDigits(body, digits, exponent, exponent, to, conversion.alternative);
  body.exponent(conversion.isUpper() ? 'E' : 'e', exponent, 2);
}

void spellHexadecimal(Body& body, const Conversion& conversion, const Parts& parts) {
  std::uint64_t mantissa = parts.mantissa;
  int exponent = mantissa == 0 ? 0 : parts.exponent + kMantissaBits - 1;
  for (; mantissa != 0 && mantissa < kHiddenBit; mantissa <<= 1) --exponent;
  int bits = kMantissaBits - 1;  // behind the point
  const int kept = conversion.precision < 0 ? bits : std::min(4 * conversion.precision, bits);
  if (kept < bits) {
    const std::uint64_t half = std::uint64_t{1} << (bits - kept - 1);
    mantissa += half - 1 + (mantissa >> (bits - kept) & 1);
    mantissa &= ~(2 * half - 1);
  }
  const auto digit = [&] { return conversion.digits()[mantissa >> bits & 15]; };
  body.put(digit());
  int precision = conversion.precision;
  const auto rest = [&] { return mantissa & ((std::uint64_t{1} << bits) - 1); };
  if (precision > 0 || conversion.alternative || (precision < 0 && rest() != 0)) body.put('.');
  while (precision > 0 || (precision < 0 && rest() != 0)) {
    bits -= 4;
    body.put(bits >= 0 ? digit() : '0');
    if (precision > 0) --precision;
  }
  body.exponent(conversion.isUpper() ? 'P' : 'p', exponent, 1);
}

void putDouble(Output& out, const Conversion& conversion, double value) {
  const Parts parts(value);
  const std::string_view sign = signOf(parts.isNegative, conversion);
  if (!std::isfinite(value)) {
    const std::string_view names = conversion.isUpper() ? "INFNAN" : "infnan";
    return putField(out, conversion, sign, names.substr(std::isnan(value) ? 3 : 0, 3), false);
  }
  Body body;
  if (conversion.lower() != 'a') {
    spellDecimal(body, conversion, parts);
    return putField(out, conversion, sign, body.view(), true);
  }
  spellHexadecimal(body, conversion, parts);
  const std::array<char, 3> prefix = {sign.empty() ? ' ' : sign[0], '0', conversion.isUpper() ? 'X' : 'x'};
  const std::size_t skipped = sign.empty() ? 1 : 0;
  putField(out, conversion, {prefix.data() + skipped, prefix.size() - skipped}, body.view(), true);
}

// Reads a number or, for "*", takes the next argument.
int readNumber(const char*& format, std::va_list* arguments) {
  if (*format == '*') {
    ++format;
    return va_arg(*arguments, int);
  }
  int number = 0;
  for (; *format >= '0' && *format <= '9'; ++format) number = std::min(number * 10 + (*format - '0'), 1 << 20);
  return number;
}

Conversion readConversion(const char*& format, std::va_list* arguments) {
  Conversion conversion;
  for (;; ++format) {
    bool* const flag = conversion.flag(*format);
    if (flag == nullptr) break;
    *flag = true;
  }
  conversion.width = readNumber(format, arguments);
  if (*format == '.') conversion.precision = std::min(readNumber(++format, arguments), kMostPrecision);
  for (; *format == 'l'; ++format) conversion.longs++;
  conversion.letter = *format;
  return conversion;
}

std::uint64_t readUnsigned(const Conversion& conversion, std::va_list* arguments) {
  if (conversion.longs > 1) return va_arg(*arguments, unsigned long long);
  if (conversion.longs == 1) return va_arg(*arguments, unsigned long);
  return va_arg(*arguments, unsigned);
}

std::int64_t readSigned(const Conversion& conversion, std::va_list* arguments) {
  if (conversion.longs > 1) return va_arg(*arguments, long long);
  if (conversion.longs == 1) return va_arg(*arguments, long);
  return va_arg(*arguments, int);
}

void putText(Output& out, const Conversion& conversion, const char* text) {
  const char* end = text;
  while (end - text != conversion.precision && *end != '\0') ++end;
  putField(out, conversion, "", {text, static_cast<std::size_t>(end - text)}, false);
}

// False for a conversion that is not known.
bool putArgument(Output& out, const Conversion& conversion, std::va_list* arguments) {
  switch (conversion.letter) {
    case 'd':
    case 'i': {
      const std::int64_t value = readSigned(conversion, arguments);
      const auto magnitude = static_cast<std::uint64_t>(value);
      putInteger(out, conversion, signOf(value < 0, conversion), value < 0 ? 0 - magnitude : magnitude);
      return true;
    }
    case 'o':
    case 'u':
    case 'x':
    case 'X': putInteger(out, conversion, "", readUnsigned(conversion, arguments)); return true;
    case 'p': {
      // As musl writes it, in C's words "%#0*x" with as many digits as an address has.
      Conversion address = conversion;
      address.letter = 'x';
      address.alternative = true;
      address.precision = 2 * static_cast<int>(sizeof(void*));
      putInteger(out, address, "", reinterpret_cast<std::uintptr_t>(va_arg(*arguments, void*)));
      return true;
    }
    case 'c': {
      const auto c = static_cast<char>(va_arg(*arguments, int));
      putField(out, conversion, "", {&c, 1}, false);
      return true;
    }
    case 's': putText(out, conversion, va_arg(*arguments, const char*)); return true;
    case '%': out.put('%'); return true;
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': putDouble(out, conversion, va_arg(*arguments, double)); return true;
    default: return false;
  }
}

}  // namespace

int print(char* out, std::size_t size, const char* format, std::va_list arguments) {
  std::va_list rest;  // whose address has one type everywhere
  va_copy(rest, arguments);
  Output output(out, size);
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      output.put(*format);
      continue;
    }
    const Conversion conversion = readConversion(++format, &rest);
    if (!putArgument(output, conversion, &rest)) break;
  }
  va_end(rest);
  return output.end();
}

}  // namespace sluice
