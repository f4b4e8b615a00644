// The worker that arranges: it is handed a task, tells how far it is, and hands back the places.

import { arranged, type Task } from "./layout";

self.onmessage = (event: MessageEvent<Task>): void => {
  let told = 0;
  const places = arranged(event.data, (share) => {
    if (share - told < 0.02) return;
    told = share;
    self.postMessage({ share });
  });
  self.postMessage({ places }, { transfer: [places.buffer] });
};
