import '@mantine/core/styles.css';
import './global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { translateValidation } from './components/validation.ts';
import { startLanguage } from './i18n/i18n.ts';
import { takeCode } from './session/code-link.ts';
import { startSession } from './session/sign-in.ts';

const code = takeCode();
const root = document.getElementById('root');
if (root === null) throw new TypeError('index.html has no root');
// Loads the session and the texts at the same time.
const started = startSession(code);
await startLanguage();
translateValidation();
const codeFailure = await started;
createRoot(root).render(
  <StrictMode>
    <App codeFailure={codeFailure} />
  </StrictMode>,
);
