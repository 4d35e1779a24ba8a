using MeshFederation.Model.Plans;

namespace MeshFederation.Reporting.Reports;

/// <summary>A plan as lines of text: the objects of each cluster in publishing order, and the fields that change.</summary>
internal static class PlanLines
{
    public static IEnumerable<string> Of(IReadOnlyList<MeshChange> changes)
    {
        var cluster = "";
        foreach (var change in changes)
        {
            if (change.Cluster != cluster) yield return cluster = change.Cluster;
            yield return OneLine($"  {ChangeText.Sign(change.Action)} {change.Action,-10} {ChangeText.Target(change)}");
            foreach (var difference in change.Difference) yield return OneLine($"      {difference}");
            if (change.Message.Length > 0) yield return OneLine($"      {change.Message}");
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
