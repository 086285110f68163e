// A working copy of a picture, drawn anew: what a camera writes beside the picture (place, time, device) does not come along.

const LONGEST = 2_048;
const QUALITY = 0.85;

function loaded(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const address = URL.createObjectURL(file);
    image.onload = () => {
      URL.revokeObjectURL(address);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(address);
      reject(new Error("no picture"));
    };
    image.src = address;
  });
}

/** A JPEG of at most 2048 pixels a side; null where this browser cannot show the picture. */
export async function redrawn(file: Blob): Promise<Blob | null> {
  const image = await loaded(file).catch(() => null);
  if (!image || !image.naturalWidth) {
    return null;
  }
  const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext("2d");
  if (!context) {
    return null;
  }
  context.fillStyle = "#fff"; // JPEG has no transparency
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
