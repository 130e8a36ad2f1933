import { writeFileSync } from 'node:fs';
import { CLIENT_TYPES_FILE, clientTypes } from './client-types.ts';
import { SETTING_TEXTS_FILE, settingTexts } from './setting-texts.ts';

writeFileSync(SETTING_TEXTS_FILE, settingTexts());
writeFileSync(CLIENT_TYPES_FILE, await clientTypes());
