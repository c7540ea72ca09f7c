"""What openpyxl sees in workbooks: python3 sees_openpyxl.py BOOK.xlsx... prints an object, by file, of its sheets."""
import json
import sys

import openpyxl
from openpyxl.utils import get_column_letter


def hidden_columns(sheet):
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            first, last = dimension.min or 1, dimension.max or 1
            yield from (get_column_letter(c) for c in range(first, min(last, sheet.max_column) + 1))


def sees(sheet):
    cells = [cell for row in sheet.iter_rows() for cell in row]
    setup = sheet.sheet_properties.pageSetUpPr
    return {
        "name": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "protected": bool(sheet.protection.sheet),
        "grid": sheet.sheet_view.showGridLines is not False,
        "fit": bool(setup and setup.fitToPage),
        "rows": sorted(r for r, d in sheet.row_dimensions.items() if d.hidden),
        "cols": list(hidden_columns(sheet)),
        "open": [c.coordinate for c in cells if c.protection.locked is False],
        "lists": [f"{get_column_letter(c)}{r}" for rule in sheet.data_validations.dataValidation if rule.type == "list"
                  for area in rule.sqref.ranges for r in range(area.min_row, area.max_row + 1)
                  for c in range(area.min_col, area.max_col + 1)],
        "numbers": {c.coordinate: c.value for c in cells if isinstance(c.value, (int, float)) and c.data_type == "n"},
    }


def main():
    # data_only: of a formula what it comes to
    print(json.dumps({path: [sees(s) for s in openpyxl.load_workbook(path, data_only=True).worksheets]
                      for path in sys.argv[1:]}))


main()
