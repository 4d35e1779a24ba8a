using MeshFederation.Model.Plans;

namespace MeshFederation.Reporting.Reports;

/// <summary>How reports name changes.</summary>
internal static class ChangeText
{
    public static string Target(MeshChange change) =>
        change.Namespace.Length == 0 ? $"{change.Kind}/{change.Name}" : $"{change.Kind}/{change.Namespace}/{change.Name}";

    /// <summary>The sign of terraform's plans for it.</summary>
    public static string Sign(ChangeAction action) => action switch
    {
        ChangeAction.Create => "+",
        ChangeAction.Update => "~",
        ChangeAction.Delete => "-",
        ChangeAction.Unchanged => "=",
        ChangeAction.RolledBack => "<",
        ChangeAction.Skipped => ".",
        _ => "!",
    };
}
