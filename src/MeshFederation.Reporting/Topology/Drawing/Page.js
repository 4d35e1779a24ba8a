const form = document.querySelector('form');
const picture = document.querySelector('.picture');
const floors = [...document.querySelectorAll('.floor')];
const calls = [...document.querySelectorAll('[data-call]')];
const find = document.getElementById('find');
const cluster = document.getElementById('cluster');
const bad = document.getElementById('bad');
const shown = document.getElementById('shown');
const none = document.getElementById('none');
const all = form.querySelector('button');

function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  const pressed = calls.find(button => button.ariaPressed === 'true');
  const call = pressed?.dataset.call;
  for (const floor of floors) {
    floor.hidden = !(words.every(word => floor.dataset.text.includes(word))
      && (!cluster.value || floor.dataset.clusters.split(' ').includes(cluster.value))
      && (!call || floor.dataset.calls.split(' ').includes(call))
      && (!bad || !bad.checked || floor.dataset.problems));
  }
  const left = floors.filter(floor => !floor.hidden);
  all.hidden = left.length === floors.length;
  shown.textContent = all.hidden ? '' : `${left.length} of ${floors.length} services${pressed ? ', ' + pressed.title : ''}`;
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
form.addEventListener('reset', () => {
  press();
  setTimeout(filter);
});
for (const button of calls) {
  button.addEventListener('click', () => {
    press(button);
    filter();
    form.scrollIntoView({ behavior: 'smooth' });
  });
}
for (const link of document.querySelectorAll('.problems a')) {
  link.addEventListener('click', () => {
    form.reset();
    filter();
  });
}
