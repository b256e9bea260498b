"""Papers a shop hands out: invoices, receipts and credit notes, as PDF files.

``paper.Paper`` says everything that stands on one, ``pdf.draw_paper`` draws it. Nothing here touches the database.
"""
