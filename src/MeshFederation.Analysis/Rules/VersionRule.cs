namespace MeshFederation.Analysis.Rules;

/// <summary>
/// The base of rules about what some versions of Istio refuse or leave undone. What cannot be told, since nobody said the version of a
/// cluster, <c>VersionUnknown</c> says.
/// </summary>
internal abstract class VersionRule : Rule
{
    /// <summary>All that is wrong in the version that a cluster has, and all that may be where nobody said one.</summary>
    public abstract IEnumerable<VersionFault> Find(FederationView federation);

    /// <inheritdoc />
    protected sealed override void Examine(FederationView federation, Report report)
    {
        foreach (var fault in Find(federation).Where(fault => !fault.IsDoubted))
            fault.Tell(report, fault.Message, fault.Cause);
    }
}
