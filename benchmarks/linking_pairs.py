"""stub"""
def pairs_of(*a): raise SystemExit
def pairs_table(*a): pass
