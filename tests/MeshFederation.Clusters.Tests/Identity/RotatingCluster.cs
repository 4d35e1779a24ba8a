using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// A cluster as far as its authority goes: its Secret, an istiod that reads it as its version does, and proxies that keep what they got
/// until they are started again.
/// </summary>
internal sealed class RotatingCluster
{
    private readonly List<Proxy> _proxies = [];
    private readonly bool _reloads;
    private MeshIntermediateCertificate _loaded;
    private UnstructuredMap? _secret;
    private (DateTimeOffset Made, DateTimeOffset Last)? _written;
    private string _proven = "";
    private bool _hasProvenRoots;
    private DateTimeOffset _started;
    private DateTimeOffset _served;
    private (DateTimeOffset At, MeshIntermediateCertificate Next)? _reading;
    private (string Text, DateTimeOffset Since) _lists;
    private string _earlierLists = "";

    /// <summary>A cluster that runs for long, whose istiod follows its Secret, or has stopped to.</summary>
    public RotatingCluster(
        string name, string version, MeshIntermediateCertificate authority, bool isSelfSigned, DateTimeOffset now, bool reloads = true)
    {
        _reloads = reloads;
        Cluster = Certificates.Cluster(name) with { IstioVersion = IstioVersion.Parse(version) };
        _loaded = authority;
        (_started, _served, _lists) = (now.AddDays(-9), now.AddDays(-9), ("", now.AddDays(-9)));
        if (!isSelfSigned)
        {
            _secret = UnstructuredMap.Of(("metadata", UnstructuredMap.Of(("name", AuthoritySecret.Name))), ("type", "Opaque"));
            _written = (now.AddDays(-10), now.AddDays(-10));
        }

        Stored = authority;
        foreach (var number in Enumerable.Range(0, 2))
            _proxies.Add(new($"default/p{number}", now.AddDays(-8), authority, new("Deployment", "default", $"p{number}")));
    }

    public MeshCluster Cluster { get; }

    /// <summary>What istiod is told by AUTO_RELOAD_PLUGIN_CERTS; null for nothing.</summary>
    public bool? Told { get; init; }

    /// <summary>What the Secret holds; what istiod made itself where there is none.</summary>
    public MeshIntermediateCertificate Stored { get; private set; }

    /// <summary>What each proxy has: its certificate's authority, with the roots that it trusts.</summary>
    public IEnumerable<MeshIntermediateCertificate> Proxies => _proxies.Select(proxy => proxy.Has);

    /// <summary>Lists of revoked certificates that proxies may have: for minutes the earlier, too.</summary>
    public IEnumerable<string> ListsOfProxies(DateTimeOffset now)
    {
        Reload(now);
        return now < _lists.Since.AddMinutes(2) ? [_lists.Text, _earlierLists] : [_lists.Text];
    }

    /// <summary>Has had lists for long.</summary>
    public void HasRevoked(string lists)
    {
        _secret = AuthoritySecret.WithRevocations(_secret!, lists, "");
        _lists.Text = lists;
    }

    public AuthorityState Read(DateTimeOffset now)
    {
        Reload(now);
        return new(Cluster)
        {
            Now = now,
            Source = _secret is null ? IdentitySource.SelfSigned : IdentitySource.Cacerts,
            IsOurs = true,
            Authority = Stored,
            RootText = string.Concat(Stored.Root.Select(root => root.Pem)),
            Secret = _secret,
            Written = _written,
            ProvenAuthority = _proven,
            HasProvenRoots = _hasProvenRoots,
            Served = _loaded.Root,
            ServedSince = _served,
            Reloads = Told,
            ServedRevocations = _lists.Text.Trim(),
            RevocationsSince = _lists.Since,
            IstiodStarted = [_started],
            Istiod = [new("Deployment", "istio-system", "istiod")],
            Proxy = _proxies.Select(proxy => new ProxyState(proxy.Name, proxy.Started, TimeSpan.FromHours(24), proxy.Owner)).ToValueList(),
        };
    }

    /// <summary>Writes as the publisher would, by way of the Secret that it makes.</summary>
    public void Write(AuthorityWrite write, DateTimeOffset now)
    {
        _secret = AuthoritySecret.Of(write);
        (_proven, _hasProvenRoots) = (write.Proven, write.HasProvenRoots);
        _written = (_written?.Made ?? now, now);
        Stored = AuthoritySecret.Read(Cluster.Name, _secret, "the Secret", Certificates.Now);
        var watches = _started > _written.Value.Made && IstioBehavior.ReloadsAuthority(Cluster.IstioVersion, Told);
        if (_reloads && watches && AuthorityUse.Same(Stored.Root, _loaded.Root)) _reading = (now.AddMinutes(1), Stored);
    }

    public void Restart(WorkloadName workload, DateTimeOffset now)
    {
        Reload(now);
        if (workload.Name == "istiod")
        {
            if (!AuthorityUse.Same(Stored.Root, _loaded.Root)) _served = now;
            (_loaded, _started, _reading) = (Stored, now, null);
            HandOut(now);
            return;
        }

        var index = _proxies.FindIndex(proxy => proxy.Owner == workload);
        _proxies[index] = _proxies[index] with { Started = now, Has = _loaded };
    }

    /// <summary>Lets certificates be renewed, as they are within a day.</summary>
    public void Renew(DateTimeOffset now)
    {
        Reload(now);
        for (var index = 0; index < _proxies.Count; index++) _proxies[index] = _proxies[index] with { Has = _loaded };
    }

    private void Reload(DateTimeOffset now)
    {
        if (_reading is not var (at, next) || at > now) return;
        (_loaded, _reading) = (next, null);
        HandOut(at);
    }

    private void HandOut(DateTimeOffset at)
    {
        var lists = AuthoritySecret.RevocationText(_secret);
        if (lists != _lists.Text) (_earlierLists, _lists) = (_lists.Text, (lists, at));
    }

    private sealed record Proxy(string Name, DateTimeOffset Started, MeshIntermediateCertificate Has, WorkloadName Owner);
}
