using System.Collections.Immutable;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Fallbacks;

namespace MeshFederation.Planning.Policies;

/// <summary>What callers do about the connections to a host: one field of a traffic policy (istio networking/v1 TrafficPolicy).</summary>
internal abstract class DestinationPolicy
{
    /// <summary>The field.</summary>
    public abstract string Field { get; }

    /// <summary>The kind of policy that says it; null where nobody chooses it.</summary>
    public virtual string? Kind => null;

    /// <summary>Which parameters of that kind say which parts of the field.</summary>
    public virtual ImmutableArray<SaidField> Said => [];

    /// <summary>What it says for a port of a host; null where it says nothing.</summary>
    public abstract UnstructuredMap? Of(CalledHost host, MeshPort port);

    /// <summary>
    /// A policy as a gateway has it: without what is each caller's own, and would there be one for all callers of other clusters together.
    /// </summary>
    public virtual MeshPolicy AtGateway(MeshPolicy policy) => policy;

    /// <summary>Requires that a policy of a service holds for somebody.</summary>
    /// <exception cref="Model.Errors.MeshException">It holds for nobody.</exception>
    public virtual void Require(MeshService service, MeshPolicy policy, MeshDestinationScope scope)
    {
    }

    /// <summary>Requires that what was chosen for a host with fallbacks leaves them what they are for.</summary>
    /// <exception cref="Model.Errors.MeshException">It does not.</exception>
    public virtual void Require(FallbackHost host)
    {
    }

    /// <summary>Requires that a host whose ports have settings of their own loses nothing by them.</summary>
    /// <exception cref="Model.Errors.MeshException">It would.</exception>
    public virtual void RequireByPort(CalledHost host)
    {
    }

    /// <summary>Requires that a subset with settings of its own loses nothing by them.</summary>
    /// <exception cref="Model.Errors.MeshException">It would.</exception>
    public virtual void RequireInSubset(CalledHost host, CalledHost subset)
    {
    }

    /// <summary>What a host has by itself beside what somebody chose of the field; null where that is nothing.</summary>
    /// <param name="written">The field.</param>
    public virtual UnstructuredMap? UsualBeside(UnstructuredMap written) => null;

    /// <summary>A policy that was read of rules, with what only who has these rules tells.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="isSeenRemote">Whether callers of other clusters have it.</param>
    public virtual MeshPolicy Recovered(MeshPolicy policy, bool isSeenRemote) => policy;
}
