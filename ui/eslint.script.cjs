/**
 * Reads a component as the module that its script is. `import-x` follows imports only through files whose top level holds
 * them; in the tree of svelte-eslint-parser they stand one level deeper, and a cycle through a component went unseen.
 */
const { parseForESLint } = require('@typescript-eslint/parser');

const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)<\/script>/g;

exports.parseForESLint = (code, options) => {
  const scripts = [...code.matchAll(SCRIPT)].map(([, , script]) => script);
  return parseForESLint(scripts.join('\n'), {
    ...options,
    filePath: `${options.filePath}.ts`,
    extraFileExtensions: [],
  });
};
