/** Any of what has callbacks. */
export interface Source {
  on(event: any, callback: (value: any) => void): () => void;
}

/** The next event of this name, or the next one that fits. */
export function next(source: Source, event: string, fits: (value: any) => boolean = () => true): Promise<any> {
  return new Promise(resolve => {
    const off = source.on(event, value => {
      if (!fits(value)) return;
      off();
      resolve(value);
    });
  });
}
