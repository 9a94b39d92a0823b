# Writes OUTPUT, a C++ source with the words of WORDS, one a line. Run with: cmake -P
file(STRINGS ${WORDS} words)
list(JOIN words "\",\n    \"" text)
file(WRITE ${OUTPUT} "#include \"core/vault/recovery_phrase.hpp\"\n\nnamespace core {\n\nconst std::array<std::string_view, 2048> recovery_words = {\n    \"${text}\"};\n\n}  // namespace core\n")
