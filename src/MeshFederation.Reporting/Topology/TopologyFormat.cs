namespace MeshFederation.Reporting.Topology;

/// <summary>How a topology is drawn.</summary>
public enum TopologyFormat : long
{
    /// <summary>A picture of its own, without script.</summary>
    Svg,

    /// <summary>A page that works offline, with search.</summary>
    Html,

    /// <summary>A Mermaid flowchart, which GitHub, GitLab and Azure DevOps draw.</summary>
    Mermaid,

    /// <summary>A Graphviz digraph.</summary>
    Dot,
}
