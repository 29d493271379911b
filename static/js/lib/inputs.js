/**
 * The microphones to choose from, shown only where there is a choice.
 * @param {HTMLSelectElement} picker @param {MediaDeviceInfo[]} inputs
 */
export function offerInputs(picker, inputs) {
  const chosen = picker.value;
  picker.replaceChildren(...inputs.map(({ label, deviceId }) => new Option(label, deviceId)));
  if (inputs.some(({ deviceId }) => deviceId === chosen)) picker.value = chosen;
  picker.closest("label").hidden = inputs.length < 2;
}
