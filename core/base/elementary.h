// Two functions of the C library's mathematics that need no tables of their own. Those of the C library for WebAssembly
// bring 5 KB of constants, which no compression makes smaller; bindings/wasm/libm.cpp puts these in their place.
#pragma once

namespace sluice {

// e to the power of `x`, within 0.65 units in the last place where the result is a normal number.
double exponential(double x);

// An angle as quarter turns and what is left of it, which is high + low and between -pi/4 and pi/4.
struct ReducedAngle {
  int quarters;  // modulo 4, negative for a negative angle
  double high;
  double low;
};

// Takes as many quarter turns off `angle` as bring it nearest to zero. What is left is exact to 60 bits for any angle.
// Precondition: `angle` is finite and its magnitude at least 2^-10.
ReducedAngle reduceAngle(double angle);

}  // namespace sluice
