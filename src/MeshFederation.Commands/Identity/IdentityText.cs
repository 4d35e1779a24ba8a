using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Commands.Identity;

/// <summary>Says what a step would do, and what those behind it come to, for -WhatIf and the question.</summary>
internal static class IdentityText
{
    /// <summary>How many workloads of a cluster are named.</summary>
    private const int Named = 8;

    public static string Of(RotationStep step, bool restarts)
    {
        var parts = step.Write.Select(write => $"Write the Secret cacerts of {write}.")
            .Concat(restarts
                ? step.Wait.SelectMany(wait => wait.Restart, (wait, one) => $"Restart {one} in {one.Namespace} of {wait.Cluster}.")
                : step.Wait.Select(wait => $"{wait.Cluster} must go on first: {wait.Reason}"));
        var then = restarts && step.Step != IdentityStep.Done
            ? " Then restart istiod and whatever has a proxy, in every cluster, after this step and after each that follows"
                + $"{Restarted(step.Outlook)}."
            : "";
        var text = string.Join(" ", parts);
        return (text.Length == 0 ? "Nothing is to be written." : text) + then
            + string.Concat((step.Outlook?.Leaving ?? []).Select(root => " " + Leaving(root)));
    }

    public static string Leaving(LeavingRoot root) =>
        $"In the end the root '{root.Root}' (SHA-256 {root.Root.Fingerprint[..16]}…) goes from {string.Join(", ", root.Cluster)}"
        + (root.IsOfOthers ? ", though none of these clusters signs below it: whoever else does is distrusted then." : ".");

    private static string Restarted(RotationOutlook? outlook)
    {
        var all = (outlook?.Restart ?? []).GroupBy(one => one.Cluster, one => one.Workload, StringComparer.Ordinal)
            .Select(cluster => $"{cluster.Key} {string.Join(", ", cluster.Take(Named).Select(one => $"{one} in {one.Namespace}"))}"
                + (cluster.Count() > Named ? FormattableString.Invariant($" and {cluster.Count() - Named} more") : ""));
        var text = string.Join("; ", all);
        return text.Length == 0 ? "" : ": " + text;
    }
}
