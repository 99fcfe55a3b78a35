# nlohmann_json: headers only, seen by core/json and by nothing else.
sluice_source_folder(nlohmann_folder nlohmann_json ${SLUICE_NLOHMANN_JSON_VERSION})
add_library(nlohmann_json INTERFACE)
target_include_directories(nlohmann_json SYSTEM INTERFACE "${nlohmann_folder}/include")
