// A content that comes piece by piece: each is checked and given to the browser at once, which keeps large ones outside this page's
// memory and on the disk. What the frame must hold is in ../seal/frame.ts.
import { framedSize, lengthIn } from "../seal/frame";

const HEAD = 8;

export class Pieces {
  private readonly parts: Blob[] = [];
  private size = 0;
  private length = -1;

  /** The next opened piece; throws when it is no part of a frame. */
  add(piece: Uint8Array): void {
    if (this.length < 0) {
      this.length = lengthIn(piece);
    }
    const end = Math.max(HEAD + this.length - this.size, 0);
    if (this.length < 0 || piece.subarray(end).some((byte) => byte !== 0)) {
      throw new Error("frame-broken");
    }
    this.parts.push(new Blob([piece as BlobPart]));
    this.size += piece.length;
  }

  /** The whole content; throws when it was cut or put together wrongly. */
  content(): Blob {
    if (this.size !== framedSize(this.length)) {
      throw new Error("frame-broken");
    }
    return new Blob(this.parts).slice(HEAD, HEAD + this.length);
  }
}
