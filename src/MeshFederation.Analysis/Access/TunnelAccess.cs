using MeshFederation.Analysis.Ambient;
using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;

namespace MeshFederation.Analysis.Access;

/// <summary>
/// What callers of another cluster reach of a port through tunnels. The ztunnels of the pods know who calls, whatever gateways are between,
/// and the port alone: a rule that allows and asks for what only requests have holds never, one that denies holds whatever the request is
/// (istio pilot/pkg/serviceregistry/ambient/authorization.go). Where a waypoint, a sidecar or what is not among the objects decides,
/// nothing is claimed.
/// </summary>
internal sealed class TunnelAccess
{
    private static readonly AccessAnswer Closed = new(AccessOutcome.Denied, null, "it is called through no tunnel");

    private readonly ExportedService _now;
    private readonly ExportedService _wanted;
    private readonly RoutingCluster _client;
    private readonly MeshPort _port;
    private readonly IReadOnlyList<UnstructuredMap> _pods;
    private readonly bool? _wasOpen;

    public TunnelAccess(ExportedService now, ExportedService wanted, RoutingCluster client, MeshPort port, AccessMentions mentions)
    {
        (_now, _wanted, _client, _port) = (now, wanted, client, port);
        _pods = wanted.Pods(mentions.Policies);
        _wasOpen = IsOpen(now);
        Doubt = Why();
    }

    /// <summary>Why nothing is claimed, whoever calls; null where it can be told.</summary>
    public string? Doubt { get; }

    private string Space => _wanted.Service.Namespace;

    /// <summary>The line of which nothing is claimed.</summary>
    public MeshAccess Unknown(string doubt) => Line(_client.Facts.TrustDomain + "/*") with
    {
        Before = AccessReach.Unknown,
        After = AccessReach.Unknown,
        Message = $"it is called in ambient mode, and {doubt}",
    };

    public MeshAccess Compare(AccessCaller caller)
    {
        var line = Line(caller.Shown);
        if (TrustDomainsDiffer.AreOfTwo(_client, _wanted.View))
            return line with { Message = TrustDomainsDiffer.Why(_client.Facts, _wanted.View.Facts) };
        var both = _pods.Select(labels => (Old: Before(labels, caller), New: Ask(_wanted, labels, caller))).ToList();
        var widened = both.Find(item =>
            item.Old.Outcome == AccessOutcome.Denied && item.New is { Outcome: AccessOutcome.Allowed, Policy: not null });
        var isWidened = widened.New is not null;
        var telling = widened.New
            ?? both.Select(item => item.New).MaxBy(answer => (answer.Policy is not null, answer.Outcome == AccessOutcome.Allowed))!;
        return line with
        {
            Before = AccessTerms.Reach(both.Select(item => item.Old)),
            After = AccessTerms.Reach(both.Select(item => item.New)),
            Policy = telling.Policy?.ToString(),
            IsWidening = isWidened,
            Message = telling.Why,
        };
    }

    /// <summary>Whether other clusters call it through tunnels; null where that is not known.</summary>
    private static bool? IsOpen(ExportedService service)
    {
        var view = service.View;
        if (view.Objects.Count == 0) return false;
        bool? isAbsent = view.Completeness.IsWhole(ReadKind.Service, service.Service.Namespace) ? false : null;
        var isGlobal = service.Known is { Manifest: { } manifest } ? GlobalServices.Is(view, manifest) : isAbsent;
        bool? isLedTo = TunnelGateways.Serving(view).Any() ? true : view.Completeness.IsWhole(ReadKind.ApiGateway) ? false : null;
        return Trilean.All([isGlobal, isLedTo]);
    }

    private string? Why()
    {
        var view = _wanted.View;
        if (view.Unread.Contains(ReadKind.AuthorizationPolicy.Title)) return "the AuthorizationPolicies of its cluster could not be read";
        if (_wanted.Known is not { } service || !IsKnown(view))
            return "its Service and namespace, which may name a waypoint, are not among the objects";
        if (ServiceWaypoints.Of(view, service) is var (home, name))
            return $"Gateway/{home}/{name} takes its requests, and policies for it are not judged";
        var policies = _pods.SelectMany(labels => view.Access.For(Space, labels)).Distinct().ToList();
        if (_pods.Count == 0) return ExportedService.PodsUnknown;
        if (policies.Count == 0) return null;
        if (!TunnelCallers.AreAmbient(view, MeshCaller.In(Space)) || _pods.Any(IsOff))
            return $"whether ztunnels take the calls of its pods, and go by {policies[0]}, is not known";
        if (policies.Find(IsReadOtherwise) is { } other)
            return $"whom {other} means is not known, since ztunnels know no aliases of trust domains";
        return InTheirPlace();
    }

    /// <summary>Why it is not known who calls to policies: a waypoint of their own cluster calls with an account of its own.</summary>
    private string? InTheirPlace()
    {
        var host = Hosts.Local(_wanted.Service, _client.Facts);
        if (_client.Services.Named(host).FirstOrDefault(item => item.Manifest is not null) is not { } called || !IsKnown(_client))
            return $"whether a waypoint of {_client.Name} calls in the place of callers is not known";
        return ServiceWaypoints.Of(_client, called) is var (home, name)
            ? $"Gateway/{home}/{name} of {_client.Name} may call in the place of callers, with an account of its own"
            : null;
    }

    private bool IsKnown(RoutingCluster view) => view.Of(ReadKind.Namespace).Any(item => item.Name == Space);

    /// <summary>Whether some pods are kept out of ambient mode by a label of their own.</summary>
    private bool IsOff(UnstructuredMap labels) => _wanted.View.Pods.In(Space).Any(pod =>
        labels.Selects(pod.Labels) && AmbientMode.IsOff(pod.Labels.Text(AmbientMode.Label)));

    /// <summary>Whether a policy speaks of trust domains in another way than as that of the mesh in whole principals.</summary>
    private bool IsReadOtherwise(MeshManifest policy)
    {
        var rules = policy.Spec.Maps("rules").ToList();
        var sources = rules.SelectMany(rule => rule.Maps("from")).Select(from => from.Map("source")).OfType<UnstructuredMap>().ToList();
        var conditions = rules.SelectMany(rule => rule.Maps("when")).ToList();
        var principals = sources.SelectMany(source => source.List("principals").Concat(source.List("notPrincipals")))
            .Concat(conditions.Where(when => when.Text("key") == ConditionKey.Principal)
                .SelectMany(when => when.List("values").Concat(when.List("notValues"))));
        return sources.Exists(source => source.ContainsKey("trustDomains") || source.ContainsKey("notTrustDomains"))
            || conditions.Exists(when => when.Text("key") == ConditionKey.TrustDomain)
            || principals.OfType<string>().Select(text => text.Split('/')[0]).Any(IsAlias);
    }

    private bool IsAlias(string domain) => domain != _wanted.View.Facts.TrustDomain
        && (domain == MeshCluster.UsualDomain || TrustDomains.Own(_wanted.View.Facts).Contains(domain, StringComparer.Ordinal));

    private MeshAccess Line(string caller) =>
        new(_wanted.Instance.Cluster.Name, _wanted.Service.ToString(), _port.ToString(), _client.Name, caller);

    private AccessAnswer Before(UnstructuredMap labels, AccessCaller caller) => _wasOpen switch
    {
        true => Ask(_now, labels, caller),
        false => Closed,
        null => new(AccessOutcome.Unknown, null, "whether it is called through tunnels already is not known"),
    };

    private AccessAnswer Ask(ExportedService service, UnstructuredMap labels, AccessCaller caller)
    {
        var access = service.View.Access;
        var request = new AccessRequest { Source = caller.Source, IsHttp = false, Port = service.Target(_port) };
        return access.Decide(Space, labels, request) is { } answer
            ? answer with { Policy = answer.Policy ?? access.For(Space, labels)[0] }
            : new(AccessOutcome.Allowed, null, "no AuthorizationPolicy is for its pods");
    }
}
