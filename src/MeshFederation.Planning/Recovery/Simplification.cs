using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Recovery;

/// <summary>
/// Looks for the declaration that says least and plans what is there: an order of clusters that is each caller's own, a policy of all in
/// the place of one for each, nothing where what is usual is enough. What is tried is planned, and kept where it is no further from the
/// objects.
/// </summary>
internal sealed class Simplification(RecoveryTrial trial, MeshService start)
{
    private int _score = trial.Score(start);

    /// <summary>The service.</summary>
    public MeshService Service { get; private set; } = start;

    /// <summary>How far its objects are from those that are there.</summary>
    public int Score => _score;

    /// <summary>Takes a change where it brings the objects nearer, or says less and leaves them as near.</summary>
    /// <param name="change">The change; it may find that there is none.</param>
    /// <param name="mayBeEqual">Whether as near is enough.</param>
    public bool Try(Func<MeshService, MeshService?> change, bool mayBeEqual)
    {
        if (Changed(change) is not { } changed || changed.Equals(Service)) return false;
        var score = trial.Score(changed);
        if (score > _score || (score == _score && (!mayBeEqual || score == int.MaxValue))) return false;
        (Service, _score) = (changed, score);
        return true;
    }

    /// <summary>Orders of clusters that are each caller's own.</summary>
    public void LocalFirst()
    {
        foreach (var split in Service.TrafficSplit.Where(split => split.Destination is [{ Fallback.Count: > 0 }]).ToList())
        {
            foreach (var order in Orders(split.Destination[0]))
                Try(service => With(service, split.Match, [order], isLocalFirst: true), mayBeEqual: false);
        }

        for (var at = 0; at < Service.GatewaySplit.Count; at++)
        {
            var place = at;
            foreach (var split in Service.GatewaySplit[at].TrafficSplit.Where(split => split.Destination is [{ Fallback.Count: > 0 }]))
            {
                foreach (var order in Orders(split.Destination[0]))
                    Try(service => AtGateway(service, place, split with { Destination = [order], IsLocalFirst = true }), mayBeEqual: false);
            }
        }
    }

    /// <summary>Splits that say nothing.</summary>
    public void Splits()
    {
        foreach (var split in Service.TrafficSplit.ToList())
        {
            Try(
                service => service with
                {
                    TrafficSplit = service.TrafficSplit.Where(other => !Equals(other.Match, split.Match)).ToValueList(),
                },
                mayBeEqual: true);
        }

        for (var at = 0; at < Service.GatewaySplit.Count; at++)
        {
            var place = at;
            foreach (var split in Service.GatewaySplit[at].TrafficSplit.ToList())
                Try(service => WithoutAtGateway(service, place, split), mayBeEqual: true);
        }
    }

    /// <summary>
    /// That no request is ever sent again, perhaps in the place of the policies of a kind which say so of each route; one such policy
    /// may be what was declared.
    /// </summary>
    /// <returns>Whether it is so.</returns>
    public bool NoRetry()
    {
        if (Try(service => service with { NoRetry = true }, mayBeEqual: false)) return true;
        return Service.Policy.GroupBy(policy => policy.Kind, StringComparer.Ordinal).ToList().Exists(same => Try(
            service => same.Aggregate(service, Without) with { NoRetry = true }, mayBeEqual: same.Count() > 1));
    }

    /// <summary>Policies that say nothing, or no more than one of all.</summary>
    public void Policies()
    {
        foreach (var policy in Service.Policy.ToList()) Try(service => Without(service, policy), mayBeEqual: true);
        foreach (var same in Service.Policy.GroupBy(policy => policy with { Scope = MeshRouteScope.All }).ToList())
        {
            MeshPolicyScope all = same.First().Scope is MeshRouteScope ? MeshRouteScope.All : MeshDestinationScope.All;
            Try(
                service => same.Aggregate(service, Without).WithPolicy(same.Key with { Scope = all }),
                mayBeEqual: same.Count() > 1);
        }

        foreach (var policy in Service.Policy.Where(policy => policy.Scope is MeshDestinationScope).ToList()) Values(policy);
    }

    /// <summary>Values of a policy that are as they would be without it.</summary>
    private void Values(MeshPolicy policy)
    {
        var kind = PolicyKinds.Of(policy);
        foreach (var name in kind.ToArguments(policy).Select(value => value.Key).ToList())
        {
            var left = kind.ToArguments(policy).Where(value => value.Key != name)
                .ToDictionary(value => value.Key, value => (object?)value.Value, StringComparer.Ordinal);
            MeshPolicy? less = null;
            if (Try(service => service.WithPolicy(less = kind.FromArguments(left, policy.Scope)), mayBeEqual: true)) policy = less!;
        }
    }

    private MeshService? Changed(Func<MeshService, MeshService?> change)
    {
        try
        {
            return change(Service);
        }
        catch (MeshException)
        {
            return null;
        }
    }

    /// <summary>The same places with the first of them at each place of the order.</summary>
    private static IEnumerable<MeshDestination> Orders(MeshDestination destination)
    {
        var places = destination.Places.ToList();
        for (var at = 0; at < places.Count; at++)
        {
            var order = places.Skip(1).ToList();
            order.Insert(at, places[0]);
            yield return destination with { Cluster = order[0].Cluster, Subset = order[0].Subset, Fallback = order.Skip(1).ToValueList() };
        }
    }

    private static MeshService With(MeshService service, MeshMatch? match, ValueList<MeshDestination> destinations, bool isLocalFirst) =>
        service with
        {
            TrafficSplit = service.TrafficSplit.Select(split => Equals(split.Match, match)
                ? split with { Destination = destinations, IsLocalFirst = isLocalFirst }
                : split).ToValueList(),
        };

    private static MeshService AtGateway(MeshService service, int at, MeshTrafficSplit changed) => service with
    {
        GatewaySplit = service.GatewaySplit.Select((split, i) => i != at ? split : split with
        {
            TrafficSplit = split.TrafficSplit.Select(other => Equals(other.Match, changed.Match) ? changed : other).ToValueList(),
        }).ToValueList(),
    };

    private static MeshService? WithoutAtGateway(MeshService service, int at, MeshTrafficSplit gone)
    {
        var left = service.GatewaySplit[at].TrafficSplit.Where(split => !split.Equals(gone)).ToValueList();
        return left.Count == 0 ? null : service with
        {
            GatewaySplit = service.GatewaySplit.Select((split, i) => i == at ? split with { TrafficSplit = left } : split).ToValueList(),
        };
    }

    private static MeshService Without(MeshService service, MeshPolicy policy) =>
        service with { Policy = service.Policy.Where(other => !other.Equals(policy)).ToValueList() };
}
