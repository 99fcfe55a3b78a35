// Of the C library's mathematics the two functions with large tables, for Lua's math: exp(), and what sin(), cos() and
// tan() of its own take quarter turns off an angle with. 4 KB gz smaller than those of the C library, which, being
// found first, these replace.
#include "base/elementary.h"

extern "C" {

double exp(double x) { return sluice::exponential(x); }

// The remainder in two parts; returns the quarter turns, of which the callers look at the last two bits. They call it
// for finite angles above pi/4.
int __rem_pio2(double angle, double* remainder) {
  const sluice::ReducedAngle reduced = sluice::reduceAngle(angle);
  remainder[0] = reduced.high;
  remainder[1] = reduced.low;
  return reduced.quarters;
}

}  // extern "C"
