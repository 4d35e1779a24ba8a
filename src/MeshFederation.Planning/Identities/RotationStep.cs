using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Identities;

/// <summary>The one thing that may be done next: either something is written, or something must be taken up first.</summary>
/// <param name="Step">The step.</param>
/// <param name="Write">What is written; empty where something is waited for.</param>
/// <param name="Wait">What must be taken up, and by whom.</param>
public sealed record RotationStep(IdentityStep Step, ValueList<AuthorityWrite> Write, ValueList<AuthorityWait> Wait)
{
    /// <summary>What comes behind it; null where nothing does, or nobody asked.</summary>
    public RotationOutlook? Outlook { get; init; }

    /// <summary>
    /// The roots that go in the end though none of the clusters signs below them: while all of them still sign with their old authorities,
    /// since later none signs below the exchange's own old roots either.
    /// </summary>
    public IEnumerable<LeavingRoot> OfOthers =>
        Step == IdentityStep.TrustBoth && Outlook is { } ahead ? ahead.Leaving.Where(root => root.IsOfOthers) : [];
}
