"""ジョブの実行 (job runs): starting the periodic review by hand or from an outside scheduler, and seeing how the runs went.

Serves policy sections 6(7) and 6(8): whoever answers for the periodic confirmation can see that it ran.
"""
