import i18next from 'i18next';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Replaces the browser's messages about invalid fields, which are in the browser's language, with those of the page's
 * language.
 */
export function translateValidation(): void {
  addEventListener('invalid', ({ target }) => describeFault(target as Field), { capture: true });
  // A custom message makes the field invalid until it is removed. Submitting with Enter clicks the button too.
  addEventListener('click', ({ target }) => forgetFaults(target as Element), { capture: true });
}

function describeFault(field: Field): void {
  field.setCustomValidity('');
  const { valueMissing, typeMismatch, badInput } = field.validity;
  if (valueMissing) field.setCustomValidity(i18next.t('validation.required'));
  else if (typeMismatch) field.setCustomValidity(i18next.t('validation.url'));
  else if (badInput) field.setCustomValidity(i18next.t('validation.time'));
}

function forgetFaults(target: Element): void {
  const button = target.closest<HTMLButtonElement>('button[type=submit]');
  for (const field of button?.form?.elements ?? []) (field as Field).setCustomValidity?.('');
}
