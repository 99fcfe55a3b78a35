# GoogleTest and GoogleMock from their pinned sources, with GoogleMock's main().
sluice_source_folder(googletest_folder googletest ${SLUICE_GOOGLETEST_VERSION})
add_library(googletest STATIC
  "${googletest_folder}/googletest/src/gtest-all.cc"
  "${googletest_folder}/googlemock/src/gmock-all.cc"
  "${googletest_folder}/googlemock/src/gmock_main.cc")
target_include_directories(googletest
  SYSTEM PUBLIC "${googletest_folder}/googletest/include" "${googletest_folder}/googlemock/include"
  PRIVATE "${googletest_folder}/googletest" "${googletest_folder}/googlemock")
target_compile_options(googletest PRIVATE -w)
find_package(Threads REQUIRED)
target_link_libraries(googletest PUBLIC Threads::Threads)
