"""An event file as torch's SummaryWriter and TensorBoard wrote it: plain and new-style scalars, a text."""

import base64
import zlib

_PACKED = (
    "c-"
    "r$|fPjCKJmzxd#J2uEcJP*?6mL>dVrHJ6YguYuiIq{19+yr@YF=@EQBr<lQHox1X>M*}QKepaQD#YMkzOiDReV}zPHH?v<be"
    "JmV+E+Wnr~MIa56ABFnv96%Ta(!OPEWLi>m}=x_(Z6aj_^+%7J&~pCV1Ddh`GB49MzbxTLs*q3Tl;i}Et_(&LK~OHxI}w+CA"
    "G7wu>^gle4I-24)#F#)Dgg-eNxGqo%+2W*cM2M41T3sBm@i<^s+i@i8GF(<L8IL;%N#Sv-"
    "%!^%Uek!?2NGU5`2*j$ua4)k}iKG4_cnR&%dJRD3$9J6MEz)pJ<1C#xQBhkFx05MPmi`Ng>d;R1+f#!9%dOTjgXklF5&V}an"
    "1u%`+z5W2zrA87GuhF~?x0yJvpF}lqR{x<iG_N0k7$}Fu>kanDKb`A9^EzBTPOqn)@3#2+GUE%H*B`(%V)J@v=u}jfUMunUL"
    "GwD?W<p*!F$RIls0KEkUG&8oYMzwxnix*4d`L#pGT_qV63ojlN!2e&ttg3y<{T$}4t60HAtnw+C)SMAoSb|w4lXt>7Lbyb<N"
    "KZg09D2j3j"
)


def content() -> bytes:
    """At steps 10, 20 and 30: train/loss 3/i and its rate 2e-4/i (simple values), eval/loss 3.5/i (a float
    tensor) and train/rewards/margins 0.1 i (a double tensor), i = 1, 2, 3; times 1795413000 + i."""
    return zlib.decompress(base64.b85decode("".join(_PACKED)))
