# libsodium from its pinned sources: the parts Sluice uses and what sodium_init() needs, the same natively and in Wasm.
#
# No configure run: the portable implementations only, chosen by the definitions below. In Wasm there is no default
# source of randomness; bindings/wasm installs one before sodium_init().
sluice_source_folder(sodium_folder libsodium ${SLUICE_LIBSODIUM_VERSION})
set(sodium_folder "${sodium_folder}/src/libsodium")

# The headers are copied, because version.h, which configure would write, must lie beside the others.
set(sodium_include "${CMAKE_BINARY_DIR}/libsodium-${SLUICE_LIBSODIUM_VERSION}")
file(COPY "${sodium_folder}/include/" DESTINATION "${sodium_include}" FILES_MATCHING PATTERN "*.h")
set(VERSION ${SLUICE_LIBSODIUM_VERSION})
set(SODIUM_LIBRARY_VERSION_MAJOR 26)
set(SODIUM_LIBRARY_VERSION_MINOR 4)
configure_file("${sodium_folder}/include/sodium/version.h.in" "${sodium_include}/sodium/version.h" @ONLY)

set(sodium_parts
  crypto_aead/aegis128l crypto_aead/aegis256 crypto_aead/chacha20poly1305 crypto_aead/xchacha20poly1305
  crypto_auth crypto_core/ed25519 crypto_core/hchacha20 crypto_core/hsalsa20 crypto_core/salsa crypto_core/softaes
  crypto_generichash crypto_hash/sha256 crypto_hash/sha512 crypto_kdf crypto_onetimeauth crypto_pwhash/argon2
  crypto_scalarmult/curve25519 crypto_stream/chacha20 crypto_stream/salsa20 crypto_stream/xchacha20 crypto_verify sodium)
set(sodium_sources "${sodium_folder}/randombytes/randombytes.c")
foreach(part IN LISTS sodium_parts)
  file(GLOB_RECURSE part_sources "${sodium_folder}/${part}/*.c")
  list(APPEND sodium_sources ${part_sources})
endforeach()

add_library(sodium STATIC ${sodium_sources})
target_include_directories(sodium SYSTEM PUBLIC "${sodium_include}" PRIVATE "${sodium_include}/sodium")
target_compile_definitions(sodium PUBLIC SODIUM_STATIC=1 PRIVATE
  CONFIGURED=1 NATIVE_LITTLE_ENDIAN=1 HAVE_WEAK_SYMBOLS=1 HAVE_ALLOCA_H=1 HAVE_INTTYPES_H=1 HAVE_STDINT_H=1)
target_compile_options(sodium PRIVATE -w)
if(EMSCRIPTEN)
  target_compile_options(sodium PRIVATE -Oz)
  target_compile_definitions(sodium PRIVATE HAVE_GETENTROPY=1)
  # Without its JavaScript, which the glue would carry: the source that is installed is always there before it.
  set_source_files_properties("${sodium_folder}/randombytes/randombytes.c" PROPERTIES
    COMPILE_OPTIONS "-U__EMSCRIPTEN__;-DRANDOMBYTES_CUSTOM_IMPLEMENTATION;-DRANDOMBYTES_DEFAULT_IMPLEMENTATION=NULL")
else()
  target_sources(sodium PRIVATE "${sodium_folder}/randombytes/sysrandom/randombytes_sysrandom.c")
  target_compile_definitions(sodium PRIVATE HAVE_SYS_RANDOM_H=1 HAVE_GETRANDOM=1)
endif()
