"""Files that people bring: looked into, cleaned, closed with a key, and given out again only as a download.

Words: a *stored file* is one file as we keep it; its *kind* is what it was found to be, whatever it was called.
*Cleaning* takes away what nobody meant to hand over: where a picture was taken, who wrote a document. The app knows no
families: whoever keeps a file here decides who may have it, asks for it through its own record, and notes it in the
trail.
"""
