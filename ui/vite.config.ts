import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 5179, strictPort: true },
  // The window is a webview of the machine: WebKitGTK 2.40 and later, WebView2, WKWebView of macOS 13.
  build: { target: ['safari16', 'chrome120'], chunkSizeWarningLimit: 1500 },
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  test: { environment: 'jsdom', include: ['src/**/*.test.ts', 'arrows.test.ts'] },
}));
