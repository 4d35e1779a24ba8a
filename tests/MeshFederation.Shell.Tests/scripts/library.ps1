function Get-FromLibrary { 'dot-sourced' }
