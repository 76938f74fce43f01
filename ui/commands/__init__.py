"""The commands of ``tracuu``, one file each: ``add`` describes it to the parser, ``run`` does it.

A command imports what is heavy inside ``run``, so that help and listings come at once.
"""
