namespace MeshFederation.Module.Tests.Help;

/// <summary>A block of PowerShell on a page, and what the page says that it prints.</summary>
/// <param name="Line">The line where the script begins, from 1.</param>
/// <param name="Script">The script.</param>
/// <param name="Output">The block right behind it; empty when there is none.</param>
/// <param name="Setup">A hidden script that gets ready what the page takes for granted.</param>
/// <param name="NotRun">Why it cannot be run here, or null.</param>
/// <param name="EndLine">The last line that belongs to it, from 1.</param>
internal sealed record PageStep(int Line, string Script, string Output, string Setup, string? NotRun, int EndLine);
