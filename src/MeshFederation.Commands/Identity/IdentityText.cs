using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Commands.Identity;

/// <summary>Says what a step would do, for -WhatIf and the question.</summary>
internal static class IdentityText
{
    public static string Of(RotationStep step, bool restarts)
    {
        var parts = step.Write.Select(write => $"Write the Secret cacerts of {write}.")
            .Concat(restarts
                ? step.Wait.SelectMany(wait => wait.Restart, (wait, one) => $"Restart {one} in {one.Namespace} of {wait.Cluster}.")
                : step.Wait.Select(wait => $"{wait.Cluster} must go on first: {wait.Reason}"));
        var then = restarts && step.Step != IdentityStep.Done
            ? " Then restart istiod and whatever has a proxy, in every cluster, after this step and after each that follows."
            : "";
        var text = string.Join(" ", parts);
        return (text.Length == 0 ? "Nothing is to be written." : text) + then;
    }
}
