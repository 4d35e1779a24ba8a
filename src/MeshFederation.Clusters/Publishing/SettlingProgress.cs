using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Publishing;

/// <summary>What of a cluster is waited for between two stages.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Text">What is waited for, as <c>1 of 34 proxies to acknowledge: reviews-v1-abc.default (route)</c>.</param>
/// <param name="Proxy">The proxies that have not acknowledged yet; none while istiod itself is waited for.</param>
public sealed record SettlingProgress(string Cluster, string Text, ValueList<string> Proxy) : PublishingEvent;
