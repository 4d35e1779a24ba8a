const form = document.querySelector('form');
const picture = document.querySelector('.picture');
const floors = [...document.querySelectorAll('.floor')];
const calls = [...document.querySelectorAll('[data-call]')];
const find = document.getElementById('find');
const cluster = document.getElementById('cluster');
const bad = document.getElementById('bad');
const shown = document.getElementById('shown');
const none = document.getElementById('none');

function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  const call = calls.find(button => button.ariaPressed === 'true')?.dataset.call;
  for (const floor of floors) {
    floor.hidden = !(words.every(word => floor.dataset.text.includes(word))
      && (!cluster.value || floor.dataset.clusters.split(' ').includes(cluster.value))
      && (!call || floor.dataset.calls.split(' ').includes(call))
      && (!bad || !bad.checked || floor.dataset.problems));
  }
  const left = floors.filter(floor => !floor.hidden);
  shown.textContent = left.length === floors.length ? '' : `${left.length} of ${floors.length} services`;
  none.hidden = left.length > 0;
  if (left.length < floors.length) picture.scrollTo(Math.min(...left.map(floor => +floor.dataset.left)), 0);
}

function press(button) {
  const was = button?.ariaPressed === 'true';
  for (const other of calls) other.ariaPressed = 'false';
  if (button && !was) button.ariaPressed = 'true';
}

form.hidden = false;
form.addEventListener('input', filter);
form.addEventListener('submit', event => event.preventDefault());
for (const button of calls) {
  button.addEventListener('click', () => {
    press(button);
    filter();
  });
}
for (const link of document.querySelectorAll('.problems a')) {
  link.addEventListener('click', () => {
    form.reset();
    press();
    filter();
  });
}
