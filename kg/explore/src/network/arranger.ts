// Arranging beside the page's own work: a worker from a Blob, so that it starts from a file under the page's policy.

import source from "../../made/layout.worker.txt";
import { arranged, type Task } from "./layout";

export interface Job {
  readonly places: Promise<Float32Array>;
  /** Be content with the start, which takes no forces. */
  stop(): void;
  /** Nobody waits for the places any more. */
  drop(): void;
}

/** Below this many actors the page arranges by itself, as a worker would take longer to start. */
const AT_ONCE = 120;

/** Start to arrange; `progress` is told the share that is done. */
export function arrange(task: Task, progress: (share: number) => void): Job {
  if (task.w.length <= AT_ONCE) return { places: Promise.resolve(arranged(task)), stop() {}, drop() {} };
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  let worker: Worker;
  try {
    worker = new Worker(url);
  } catch {
    URL.revokeObjectURL(url);
    return { places: Promise.resolve(arranged(task)), stop() {}, drop() {} };
  }
  let end: (places: Float32Array) => void = () => {};
  const drop = (): void => {
    worker.terminate();
    URL.revokeObjectURL(url);
  };
  const places = new Promise<Float32Array>((resolve) => (end = resolve)).finally(drop);
  worker.onmessage = ({ data }: MessageEvent<{ share?: number; places?: Float32Array }>) => {
    if (data.places) end(data.places);
    else progress(data.share ?? 0);
  };
  worker.onerror = () => end(arranged(task));
  worker.postMessage(task);
  return { places, drop, stop: () => end(arranged({ ...task, quick: true })) };
}
