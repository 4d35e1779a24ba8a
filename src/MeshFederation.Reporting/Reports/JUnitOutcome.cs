namespace MeshFederation.Reporting.Reports;

/// <summary>How a test case ended.</summary>
internal enum JUnitOutcome
{
    Passed,
    Failed,
    Skipped,
}
