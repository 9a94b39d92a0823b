# Writes OUTPUT, a C++ source with the text of PROMPTS. Run with: cmake -P
file(READ ${PROMPTS} text)
file(WRITE ${OUTPUT} "#include <string_view>\n\nnamespace core {\n\nextern const std::string_view embedded_prompts;\nconst std::string_view embedded_prompts = R\"prompts(${text})prompts\";\n\n}  // namespace core\n")
